namespace Deconv.Tests.Architecture;

/// <summary>
/// Words of the command line in the strings of the library, whose callers have no command line: the options it knows belong to whoever turns its
/// values and enums into sentences.
/// </summary>
internal static class CommandWords
{
    private static readonly string[] Words = ["--", "deconv "];

    /// <summary>Every string literal that names an option or a command, as "path: text".</summary>
    public static IEnumerable<string> In(IEnumerable<(string Path, string Text)> files) =>
        from file in files
        from literal in CSharpText.Split(file.Text).Strings
        where Words.Any(w => literal.Contains(w, StringComparison.Ordinal))
        select $"{file.Path}: {literal}";
}
