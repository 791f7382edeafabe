using Xunit;

namespace Deconv.Tests.Architecture;

public class CommandWordsTests
{
    [Fact]
    public void No_string_of_the_library_speaks_command_line()
    {
        (string Path, string Text)[] library = [.. SourceTree.Files("src/Deconv")];
        Assert.Contains(library, f => f.Path.EndsWith(".g.cs", StringComparison.Ordinal));
        Assert.True(library.Sum(f => CSharpText.Split(f.Text).Strings.Count) > 100, "strings were found");
        Assert.Empty(CommandWords.In(library));
    }

    /// <summary>A test that lets everything pass proves nothing.</summary>
    [Theory]
    [InlineData("throw new E(\"Raise --margin.\");", "Raise --margin.")]
    [InlineData("var s = $\"{name}: see deconv help {topic}\";", "{}: see deconv help {}")]
    [InlineData("const string S = @\"a \"\"--b\"\"\";", "a \"--b\"")]
    [InlineData("var s = \"\"\"\n    deconv blind\n    \"\"\";", "\n    deconv blind\n    ")]
    [InlineData("var s = $\"{(a ? \"--b\" : \"\")}\";", "--b")]
    public void A_string_that_does_is_caught(string text, string literal) =>
        Assert.Equal([$"Bad.cs: {literal}"], CommandWords.In([("Bad.cs", text)]));

    [Theory]
    [InlineData("i--; // \"--option\"")]
    [InlineData("/// <summary>deconv blind; \"--kernel\"</summary>\nvar s = \"deconvolution - and\";")]
    [InlineData("/* \"deconv x\" */ var c = '-'; var s = $\"{i--}\";")]
    public void Code_and_comments_are_not(string text) => Assert.Empty(CommandWords.In([("Good.cs", text)]));
}
