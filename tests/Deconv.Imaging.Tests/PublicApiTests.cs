using Deconv.Imaging.Tests.Documents;
using Deconv.Tests.Architecture;

namespace Deconv.Imaging.Tests;

public class PublicApiTests
{
    /// <summary>A change here is a decision, and a line in the changelog. To accept it run this test with DECONV_APPROVE=1.</summary>
    [Fact]
    public void The_public_interface_is_the_approved_one()
    {
        (string expected, string actual) = PublicApi.Compare(
            typeof(ImageFile).Assembly,
            SnippetTests.Root,
            "tests/Deconv.Imaging.Tests/Deconv.Imaging.PublicApi.txt"
        );
        Assert.Equal(expected.Split('\n'), actual.Split('\n'));
    }
}
