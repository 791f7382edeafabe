using System.Text.RegularExpressions;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Architecture;

/// <summary>docs/adding-a-prior.md is true: its example compiles, its files exist, and a prior is named nowhere else.</summary>
public partial class AddingAPriorTests
{
    private static string Guide { get; } = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/adding-a-prior.md")).ReplaceLineEndings("\n");

    /// <summary>What the guide shows is what the tests of the contract compile and run, letter by letter.</summary>
    [Fact]
    public void The_example_of_the_guide_is_the_one_that_is_tested()
    {
        string[] tested =
        [
            .. SourceTree
                .Files("tests/Deconv.Tests/Restoration/Priors")
                .SelectMany(f => Region().Matches(f.Text.ReplaceLineEndings("\n")))
                .Select(m => m.Groups[1].Value),
        ];
        string[] shown = [.. Block().Matches(Guide).Select(m => Dedent(m.Groups[1].Value))];
        Assert.Equal(2, tested.Length);
        Assert.Equal(tested.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_files_that_the_guide_names_exist()
    {
        string[] paths = [.. FilePath().Matches(Guide).Select(m => m.Value).Where(p => !p.Contains("GemanMcClure", StringComparison.Ordinal))];
        Assert.True(paths.Length >= 4, string.Join(' ', paths));
        Assert.All(paths, p => Assert.True(Path.Exists(Path.Combine(SourceTree.Root, p)), p));
    }

    /// <summary>A record, one line in Prior.cs, one in Catalog.cs: no method and nothing else in the library knows a prior by its type.</summary>
    [Fact]
    public void A_prior_costs_what_the_guide_says()
    {
        (string Path, string Code)[] library = [.. SourceTree.Files("src/Deconv").Select(f => (f.Path, CSharpText.Split(f.Text).Code))];
        foreach (Prior prior in Catalog.Priors)
        {
            string type = prior.GetType().Name;
            string[] places = [.. library.Where(f => Regex.IsMatch(f.Code, $@"\b{type}\b")).Select(f => f.Path)];
            Assert.Equal(["src/Deconv/Restoration/Prior.cs", $"src/Deconv/Restoration/Priors/{type}.cs"], places.Order(StringComparer.Ordinal));
        }
    }

    private static string Dedent(string text)
    {
        string[] lines = text.Split('\n');
        int indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Trim().Length == 0 ? "" : l[indent..]));
    }

    [GeneratedRegex(@"#region [^\n]*\n(.*?)\n#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^[ ]*```csharp\n(.*?)\n[ ]*```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?:src|tests|docs)/[\w./-]*\w")]
    private static partial Regex FilePath();
}
