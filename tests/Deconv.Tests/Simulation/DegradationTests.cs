using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Simulation;

public class DegradationTests
{
    private static PlanarImage Flat(float level, Shape shape, int planes = 1)
    {
        var image = new PlanarImage(shape, planes);
        for (int plane = 0; plane < planes; plane++)
            image[plane].Fill(level);
        return image;
    }

    /// <summary>40 000 samples: the mean is known to σ/200, the variance to 0.7 %; four of those.</summary>
    [Fact]
    public void Gaussian_noise_has_its_mean_variance_and_tails()
    {
        using PlanarImage image = Flat(0.5f, new(200, 200));
        Degradation.AddGaussianNoise(image, 0.1, 7);
        double[] noise = [.. image[0].ToArray().Select(v => v - 0.5)];
        Assert.Equal(0, noise.Average(), 0.002);
        Assert.Equal(0.01, noise.Average(v => v * v), 0.01 * 0.028);
        Assert.Equal(0.0455, noise.Average(v => Math.Abs(v) > 0.2 ? 1.0 : 0), 0.005);
        Assert.Equal(0, noise.Zip(noise.Skip(1), (a, b) => a * b).Average(), 0.01 * 0.02); // neighbors know nothing of each other
    }

    [Theory]
    [InlineData(0.5f, 20)]
    [InlineData(0.02f, 100)]
    [InlineData(0.8f, 1000)]
    public void Poisson_noise_has_the_variance_of_its_mean(float level, double peak)
    {
        using PlanarImage image = Flat(level, new(200, 200));
        Degradation.AddPoissonNoise(image, peak, 7);
        double[] photons = [.. image[0].ToArray().Select(v => v * peak)];
        double expected = level * peak,
            mean = photons.Average();
        Assert.Equal(expected, mean, 4 * Math.Sqrt(expected / 40000));
        Assert.Equal(expected, photons.Average(v => (v - mean) * (v - mean)), 0.04 * expected);
        Assert.All(photons, v => Assert.Equal(Math.Round(v), v, 1e-3 * Math.Max(1, v * 1e-3)));
    }

    [Fact]
    public void Negative_light_has_no_photons()
    {
        using PlanarImage image = Flat(-1, new(4, 4));
        Degradation.AddPoissonNoise(image, 100, 1);
        Assert.All(image[0].ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_seed_is_a_noise_and_planes_have_their_own()
    {
        using PlanarImage a = Flat(0.5f, new(9, 9), 2),
            b = Flat(0.5f, new(9, 9), 2),
            c = Flat(0.5f, new(9, 9), 2);
        Degradation.AddGaussianNoise(a, 0.1, 3);
        Degradation.AddGaussianNoise(b, 0.1, 3);
        Degradation.AddGaussianNoise(c, 0.1, 4);
        Assert.Equal(a[0].ToArray(), b[0].ToArray());
        Assert.NotEqual(a[0].ToArray(), c[0].ToArray());
        Assert.NotEqual(a[0].ToArray(), a[1].ToArray());
        Degradation.AddGaussianNoise(a, 0, 9);
        Assert.Equal(a[0].ToArray(), b[0].ToArray());
    }

    [Fact]
    public void Blur_keeps_the_size_where_the_boundary_is_known_and_the_valid_part_where_not()
    {
        using PlanarImage image = Flat(0.4f, new(20, 22), 3);
        Psf psf = Psf.Parse("motion:5,20");
        using PlanarImage known = Degradation.Blur(image, psf, Boundary.Reflect),
            unknown = Degradation.Blur(image, psf, Boundary.Unknown);
        Assert.Equal((new Shape(20, 22), 3), (known.Shape, known.Count));
        Assert.Equal(new Shape(20 - psf.Shape.Height + 1, 22 - psf.Shape.Width + 1), unknown.Shape);
        Assert.All(known[2].ToArray(), v => Assert.Equal(0.4f, v, 1e-5));
        Assert.All(unknown[2].ToArray(), v => Assert.Equal(0.4f, v, 1e-5));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using PlanarImage image = Flat(0.4f, new(4, 4));
        Assert.Throws<InvalidPsfException>(() => Degradation.Blur(image, Psf.Box(5), Boundary.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Degradation.AddGaussianNoise(image, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Degradation.AddGaussianNoise(image, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Degradation.AddPoissonNoise(image, 0, 1));
    }
}
