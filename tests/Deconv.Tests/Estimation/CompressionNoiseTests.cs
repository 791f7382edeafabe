using Deconv.Estimation;
using Xunit;

namespace Deconv.Tests.Estimation;

public class CompressionNoiseTests
{
    [Theory]
    [InlineData(50, 3.1)]
    [InlineData(75, 2.1)]
    [InlineData(90, 1.3)]
    [InlineData(95, 1.0)]
    [InlineData(100, 0.3)]
    public void Measured_qualities_have_their_measured_noise(int quality, double levels) =>
        Assert.Equal(levels / 255, CompressionNoise.Hidden(quality), 1e-12);

    [Fact]
    public void Nothing_is_hidden_in_what_was_never_compressed() => Assert.Equal(0, CompressionNoise.Hidden(null));

    /// <summary>Below the worst quality that was measured its noise is kept: a guess beyond would smooth photographs away.</summary>
    [Fact]
    public void Better_quality_hides_less_noise()
    {
        for (int quality = 1; quality < 50; quality++)
            Assert.Equal(3.1 / 255, CompressionNoise.Hidden(quality), 1e-12);
        for (int quality = 51; quality <= 100; quality++)
            Assert.True(CompressionNoise.Hidden(quality) < CompressionNoise.Hidden(quality - 1), $"{quality}");
        Assert.Equal(0.3 / 255, CompressionNoise.Hidden(101), 1e-12);
    }

    [Theory]
    [InlineData(80, 2.1, 1.3, 1.0 / 3)]
    [InlineData(85, 2.1, 1.3, 2.0 / 3)]
    [InlineData(97, 1.0, 0.3, 0.4)]
    public void Between_two_measurements_it_lies_on_the_line(int quality, double worse, double better, double share) =>
        Assert.Equal((worse + (share * (better - worse))) / 255, CompressionNoise.Hidden(quality), 1e-12);
}
