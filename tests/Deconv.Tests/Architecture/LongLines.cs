namespace Deconv.Tests.Architecture;

/// <summary>Lines that do not fit beside another window.</summary>
internal static class LongLines
{
    private const int Most = 150;

    /// <summary>Every line of more than 150 columns in files that people write, as "path:line: columns".</summary>
    public static IEnumerable<string> In(IEnumerable<(string Path, string Text)> files) =>
        from file in files
        where !file.Path.EndsWith(".g.cs", StringComparison.Ordinal)
        from line in file.Text.Split('\n').Select((text, i) => (Number: i + 1, Columns: text.TrimEnd('\r').Length))
        where line.Columns > Most
        select $"{file.Path}:{line.Number}: {line.Columns} columns";
}
