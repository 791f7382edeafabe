using System.Xml.Linq;
using Xunit;

namespace Deconv.Tests.Architecture;

public class LayerTests
{
    private static IEnumerable<(string Path, string Text)> Library() =>
        SourceTree.Files("src/Deconv").Select(f => (f.Path["src/Deconv/".Length..], f.Text));

    [Fact]
    public void No_reference_goes_up()
    {
        Assert.True(Library().Count() > 40, "the sources were found");
        Assert.Empty(Layers.Violations(Library()));
    }

    /// <summary>A test that lets everything pass proves nothing.</summary>
    [Theory]
    [InlineData("Operators/Bad.cs", "using Deconv.Solvers;", "Operators/Bad.cs: sees Solvers")]
    [InlineData("Operators/Methods/Bad.cs", "using Deconv.Objectives.Priors;", "Operators/Methods/Bad.cs: sees Objectives")]
    [InlineData("Numerics/Bad.cs", "class A { Deconv.Operators.Pad? p; }", "Numerics/Bad.cs: sees Operators")]
    [InlineData("Solvers/Bad.cs", "class A { Estimation.WhiteLevel? p; }", "Solvers/Bad.cs: sees Estimation")]
    [InlineData("Metrics/Bad.cs", "using Deconv.Solvers;", "Metrics/Bad.cs: sees Solvers")]
    [InlineData("Solvers/Bad.cs", "using Deconv.Metrics;", "Solvers/Bad.cs: sees Metrics")]
    [InlineData("Psfs/Bad.cs", "using Deconv.Operators;", "Psfs/Bad.cs: sees Operators")]
    [InlineData("Restoration/Bad.cs", "var m = Catalog.Methods;", "Restoration/Bad.cs: sees the catalog")]
    [InlineData("Elsewhere/Bad.cs", "", "Elsewhere/Bad.cs: the layer Elsewhere has no place in the order; give it one")]
    public void A_reference_up_is_caught(string path, string text, string expected) => Assert.Equal([expected], Layers.Violations([(path, text)]));

    [Theory]
    [InlineData(
        "Solvers/Good.cs",
        "using Deconv.Operators;\nnamespace Deconv.Solvers; // using Deconv.Restoration;\n/// <see cref=\"Deconv.Restoration.Prior\"/>"
    )]
    [InlineData("Psfs/Good.cs", "using Deconv.Numerics;\nnamespace Deconv.Psfs;")]
    [InlineData("Restoration/Good.cs", "using System.Numerics;\nusing MathNet.Numerics;\nusing Deconv.Estimation;")]
    [InlineData("Catalog.cs", "using Deconv.Restoration;")]
    public void References_down_and_words_in_comments_are_not(string path, string text) => Assert.Empty(Layers.Violations([(path, text)]));

    [Theory]
    [InlineData("Deconv")]
    [InlineData("Deconv.Imaging")]
    [InlineData("Deconv.ImageSharp")]
    [InlineData("Deconv.Cli")]
    public void The_namespace_is_the_folder(string project) =>
        Assert.Empty(Layers.Misplaced(project, SourceTree.Files($"src/{project}").Select(f => (f.Path[$"src/{project}/".Length..], f.Text))));

    [Fact]
    public void A_wrong_namespace_is_caught() =>
        Assert.Equal(
            ["Solvers/A.cs: namespace Deconv, expected Deconv.Solvers"],
            Layers.Misplaced("Deconv", [("Solvers/A.cs", "namespace Deconv;\n")])
        );

    /// <summary>Generated files are read through their generator.</summary>
    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_file_is_longer_than_400_lines(string folder) =>
        Assert.Empty(
            SourceTree
                .Files(folder)
                .Where(f => !f.Path.EndsWith(".g.cs", StringComparison.Ordinal) && f.Text.Count(c => c == '\n') > 400)
                .Select(f => f.Path)
        );

    /// <summary>Generated files are read through their generator.</summary>
    [Theory]
    [InlineData("src/Deconv")]
    [InlineData("src/Deconv.Imaging")]
    [InlineData("src/Deconv.ImageSharp")]
    [InlineData("src/Deconv.Cli")]
    [InlineData("tests")]
    public void No_line_is_longer_than_150_columns(string folder) => Assert.Empty(LongLines.In(SourceTree.Files(folder)));

    [Fact]
    public void A_long_line_is_caught()
    {
        string fits = new('λ', 150),
            text = $"{fits}\r\n{fits}+\n{fits}";
        Assert.Equal(["A.cs:2: 151 columns"], LongLines.In([("A.cs", text), ("B.g.cs", text)]));
    }

    /// <summary>Cli and ImageSharp → Imaging → Deconv → nothing.</summary>
    [Theory]
    [InlineData("Deconv", new string[0])]
    [InlineData("Deconv.Imaging", new[] { "Deconv" })]
    [InlineData("Deconv.ImageSharp", new[] { "Deconv", "Deconv.Imaging" })]
    [InlineData("Deconv.Cli", new[] { "Deconv", "Deconv.Imaging" })]
    public void Projects_reference_only_what_lies_below(string project, string[] allowed)
    {
        XDocument file = XDocument.Load(Path.Combine(SourceTree.Root, "src", project, $"{project}.csproj"));
        IEnumerable<string> references = file.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string?)r.Attribute("Include") ?? "").Replace('\\', '/')));
        Assert.Empty(references.Except(allowed));
    }
}
