using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Architecture;

public class PublicApiTests
{
    /// <summary>A change here is a decision, and a line in the changelog. To accept it run this test with DECONV_APPROVE=1.</summary>
    [Fact]
    public void The_public_interface_is_the_approved_one()
    {
        (string expected, string actual) = PublicApi.Compare(
            typeof(Psf).Assembly,
            SourceTree.Root,
            "tests/Deconv.Tests/Architecture/Deconv.PublicApi.txt"
        );
        Assert.Equal(expected.Split('\n'), actual.Split('\n'));
    }

    [Fact]
    public void Generics_defaults_and_init_are_told_apart()
    {
        string text = PublicApi.Describe(typeof(PublicApiTests).Assembly);
        Assert.Contains("sealed class Deconv.Tests.Architecture.ApiSample<T>", text, StringComparison.Ordinal);
        Assert.Contains("  System.Int32? Count { get; init; }", text, StringComparison.Ordinal);
        Assert.Contains("  System.String Say<TOther>(System.ReadOnlySpan<T> first, System.Int32 second = 3)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", text, StringComparison.Ordinal);
    }
}

#pragma warning disable CA1822 // members of an instance, to be told from static ones
public sealed class ApiSample<T>
{
    public int? Count { get; init; }

    internal int Hidden { get; set; }

    public string Say<TOther>(ReadOnlySpan<T> first, int second = 3) => $"{first.Length}{second}{typeof(TOther)}";
}
