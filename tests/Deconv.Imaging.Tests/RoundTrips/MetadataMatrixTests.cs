using Deconv.Imaging.Tests.Documents;

namespace Deconv.Imaging.Tests.RoundTrips;

/// <summary>The table in docs/formats.md is what this test finds; DECONV_APPROVE=1 writes it anew.</summary>
public class MetadataMatrixTests
{
    private const string Start = "<!-- matrix: written by MetadataMatrixTests -->\n",
        End = "<!-- end of the matrix -->";

    [Fact]
    public void Everything_is_kept_or_named_from_every_format_to_every_other()
    {
        (string table, IReadOnlyList<string> silent) = MetadataMatrix.Make();
        Assert.Empty(silent);
        string path = Path.Combine(SnippetTests.Root, "docs", "formats.md"),
            document = File.ReadAllText(path).ReplaceLineEndings("\n");
        int from = document.IndexOf(Start, StringComparison.Ordinal) + Start.Length,
            to = document.IndexOf(End, StringComparison.Ordinal);
        string current = document[..from] + table + document[to..];
        if (Environment.GetEnvironmentVariable("DECONV_APPROVE") == "1")
            File.WriteAllText(path, current);
        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n") == current,
            "docs/formats.md is out of date: run this test with DECONV_APPROVE=1."
        );
    }
}
