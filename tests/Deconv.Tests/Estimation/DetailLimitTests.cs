using Deconv.Estimation;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Estimation;

/// <summary>Where the noise begins.</summary>
public class DetailLimitTests
{
    /// <summary>
    /// A scene that is equally strong at every frequency, under a Gaussian, falls below the noise where V·exp(−4π²σ²f²) = n².
    /// </summary>
    [Theory]
    [InlineData(1.5, 0.01)]
    [InlineData(2, 0.01)]
    [InlineData(2, 0.001)]
    [InlineData(3, 0.003)]
    public void It_is_where_the_spectrum_of_a_blurred_scene_meets_the_noise(double sigma, double noise)
    {
        using var scene = new PlanarImage(new(256, 300), 1);
        scene[0].Fill(0.5f);
        Degradation.AddGaussianNoise(scene, 0.1, 3);
        using PlanarImage blurred = Degradation.Blur(scene, Psf.Gaussian(sigma), Boundary.Periodic);
        Degradation.AddGaussianNoise(blurred, noise, 4);
        double frequency = Math.Sqrt(Math.Log(0.01 / (noise * noise))) / (2 * Math.PI * sigma);
        Assert.Equal(1 / frequency, DetailLimit.Find(blurred), 0.15 / frequency);
    }

    [Fact]
    public void Without_blur_it_is_the_pixel_and_in_noise_alone_there_is_none()
    {
        using PlanarImage noise = new(new(128, 128), 1);
        Degradation.AddGaussianNoise(noise, 0.1, 3);
        Assert.True(double.IsInfinity(DetailLimit.Find(noise)) || DetailLimit.Find(noise) > 30);
        using PlanarImage stripes = new(new(128, 128), 1);
        for (int i = 0; i < stripes.Shape.Count; i++)
            stripes[0][i] = i % 128 % 9 < 4 ? 0.2f : 0.8f;
        Degradation.AddGaussianNoise(stripes, 0.002, 5);
        Assert.InRange(DetailLimit.Find(stripes), 2, 2.6);
    }
}
