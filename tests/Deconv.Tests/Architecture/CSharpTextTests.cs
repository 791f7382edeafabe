using Xunit;

namespace Deconv.Tests.Architecture;

public class CSharpTextTests
{
    [Theory]
    [InlineData("""a("x", 'y', "z\"q")""", """a("", ' ', "")""", "x|z\\\"q")]
    [InlineData("a; // \"b\"\nc; /* \"d\" */ e", "a; \nc;  e", "")]
    [InlineData("/// <summary>\"b\"</summary>\nf('\"', '\\'', \"g\")", "\nf(' ', ' ', \"\")", "g")]
    [InlineData("@\"a\"\"b\\\" + c", "\"\" + c", "a\"b\\")]
    [InlineData("$\"a {b(\"c\")} {{d}} {e:F2}\"", "\"\" b(\"\") \"\" e:F2 \"\"", "c|a {} {{d}} {}")]
    [InlineData("\"\"\"a \"b\" // c\"\"\" d", "\"\" d", "a \"b\" // c")]
    [InlineData("$$\"\"\"{a} {{b}} c\"\"\"", "\"\" b \"\"", "{a} {} c")]
    [InlineData("#region it's\na $@\"b{c}\"", "\na \"\" c \"\"", "b{}")]
    [InlineData("x = $\"{(y ? \"\" : $\"; {z}\")}\";", "x = \"\" (y ? \"\" : \"\" z \"\") \"\";", "|; {}|{}")]
    [InlineData("\"http://a\"", "\"\"", "http://a")]
    public void Code_and_strings_are_told_apart(string text, string code, string strings)
    {
        (string foundCode, IReadOnlyList<string> found) = CSharpText.Split(text);
        Assert.Equal((code, strings), (foundCode, string.Join('|', found)));
    }

    /// <summary>What was taken apart wrongly shows: braces no longer pair, or a literal runs over what follows it.</summary>
    [Fact]
    public void All_sources_are_taken_apart_to_code_with_pairs_of_braces()
    {
        foreach (
            (string path, string text) in SourceTree
                .Files("src")
                .Concat(SourceTree.Files("tests"))
                .Where(f => !f.Path.EndsWith(".g.cs", StringComparison.Ordinal))
        )
        {
            string code = CSharpText.Split(text).Code;
            Assert.True(code.Count(c => c == '{') == code.Count(c => c == '}'), path);
            Assert.True(code.Count(c => c == '(') == code.Count(c => c == ')'), path);
            Assert.True(code.Count(c => c == '"') % 2 == 0, path);
        }
    }
}
