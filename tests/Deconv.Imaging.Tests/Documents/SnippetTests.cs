using System.Text.RegularExpressions;

namespace Deconv.Imaging.Tests.Documents;

/// <summary>Every piece of C# in the documents is a region of a test that compiles and runs it, or of the sample program.</summary>
public partial class SnippetTests
{
    internal static string Root { get; } = FindRoot();

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/PACKAGE.md")]
    [InlineData("docs/library.md")]
    public void What_a_document_shows_is_what_a_test_runs(string document)
    {
        string[] tested =
        [
            .. Regions("tests/Deconv.Imaging.Tests/Documents"),
            .. Regions("tests/Deconv.ImageSharp.Tests"),
            Text("docs/samples/Restore/Program.cs").Trim(),
        ];
        string[] shown = [.. Blocks(Text(document))];
        Assert.NotEmpty(shown);
        foreach (string block in shown)
            Assert.True(tested.Contains(block), $"{document} shows this, and no test runs it:\n{block}");
    }

    /// <summary>A region that no document shows is left over.</summary>
    [Fact]
    public void Every_region_is_shown()
    {
        HashSet<string> shown = [.. Blocks(Text("README.md")), .. Blocks(Text("docs/library.md"))];
        Assert.All(Regions("tests/Deconv.Imaging.Tests/Documents").Concat(Regions("tests/Deconv.ImageSharp.Tests")), r => Assert.Contains(r, shown));
    }

    [Fact]
    public void A_changed_word_is_noticed() =>
        Assert.DoesNotContain(
            Blocks(Text("docs/library.md").Replace("Psf.Disk(3)", "Psf.Disc(3)", StringComparison.Ordinal)),
            b => b.Contains("Disc", StringComparison.Ordinal) && Regions("tests/Deconv.Imaging.Tests/Documents").Contains(b)
        );

    private static IEnumerable<string> Regions(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs")
        from Match match in Region().Matches(File.ReadAllText(file).ReplaceLineEndings("\n"))
        select Dedent(match.Groups[1].Value);

    /// <summary>Blocks of C#; usings at their beginning belong to the file the region lies in.</summary>
    private static IEnumerable<string> Blocks(string markdown) =>
        from Match match in Block().Matches(markdown)
        let text = Dedent(match.Groups[1].Value)
        select text.Contains("args", StringComparison.Ordinal) ? text : Usings().Replace(text, "").Trim();

    private static string Dedent(string text)
    {
        string[] lines = text.Trim('\n').Split('\n');
        int indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Trim().Length == 0 ? "" : l[indent..])).Trim();
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Deconv.sln")))
                return folder;
        throw new DirectoryNotFoundException("No folder above the tests holds Deconv.sln.");
    }

    [GeneratedRegex(@"#region [^\n]*\n(.*?)\n[ ]*#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^[ ]*```csharp\n(.*?)\n[ ]*```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(using [\w.]+;\n)+", RegexOptions.None)]
    private static partial Regex Usings();
}
