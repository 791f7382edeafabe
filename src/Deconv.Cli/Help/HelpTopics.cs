namespace Deconv.Cli.Help;

/// <summary>Help topics, one embedded text file each.</summary>
internal static class HelpTopics
{
    private const string Prefix = "help.";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(HelpTopics)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    public static string Text(string name)
    {
        using Stream stream =
            typeof(HelpTopics).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new ArgumentException($"There is no topic {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
