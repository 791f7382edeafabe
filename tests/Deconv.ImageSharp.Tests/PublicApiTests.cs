using Deconv.Tests.Architecture;

namespace Deconv.ImageSharp.Tests;

public class PublicApiTests
{
    /// <summary>A change here is a decision, and a line in the changelog. To accept it run this test with DECONV_APPROVE=1.</summary>
    [Fact]
    public void The_public_interface_is_the_approved_one()
    {
        (string expected, string actual) = PublicApi.Compare(
            typeof(ImageConversions).Assembly,
            Pictures.Root,
            "tests/Deconv.ImageSharp.Tests/Deconv.ImageSharp.PublicApi.txt"
        );
        Assert.Equal(expected.Split('\n'), actual.Split('\n'));
    }
}
