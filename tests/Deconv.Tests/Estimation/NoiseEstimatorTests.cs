using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Estimation;

public class NoiseEstimatorTests
{
    /// <summary>The claim of the class: 10 % at worst.</summary>
    [Theory]
    [InlineData("disk:3")]
    [InlineData("disk:5")]
    [InlineData("motion:11,30")]
    public void Noise_is_found_within_10_percent(string blur)
    {
        Psf psf = Psf.Parse(blur);
        foreach (double sigma in (double[])[0.005, 0.01, 0.02, 0.05])
        {
            (_, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(200, 230)), psf, sigma);
            Assert.Equal(sigma, NoiseEstimator.Estimate(photo[0], photo.Shape, psf), 0.1 * sigma);
        }
    }

    /// <summary>Nothing is blurred away: the scene itself is taken for noise, but no more of it than its finest details.</summary>
    [Fact]
    public void Without_blur_the_estimate_is_an_upper_bound_of_the_right_size()
    {
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Smooth(new(100, 100)), Psf.Delta(), 0.02);
        Assert.Equal(0.02, NoiseEstimator.Estimate(photo[0], photo.Shape, Psf.Delta()), 0.002);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(5, 1)]
    public void Tiny_pictures_have_a_finite_estimate(int height, int width)
    {
        double sigma = NoiseEstimator.Estimate(Samples.Positive(height * width, 1), new(height, width), Psf.Delta());
        Assert.True(double.IsFinite(sigma) && sigma >= 0);
    }

    [Fact]
    public void A_signal_of_one_row_has_its_noise_found_too()
    {
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Steps(2000), Psf.Box(9, 1), 0.02);
        Assert.Equal(0.02, NoiseEstimator.Estimate(photo[0], photo.Shape, Psf.Box(9, 1)), 0.005); // a few hundred frequencies: 1/√300 and the steps
    }
}
