using Deconv.Estimation;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Estimation;

/// <summary>What is no noise does not count as noise: stars, lamps, clipped areas, impulses.</summary>
public class NoiseOutlierTests
{
    /// <summary>The one big window of 0.1.0 measured up to six times the noise.</summary>
    [Theory]
    [InlineData("gaussian:1.5")]
    [InlineData("gaussian:3")]
    public void Stars_do_not_inflate_the_noise(string blur)
    {
        Psf psf = Psf.Parse(blur);
        using PlanarImage sky = Sky(new(340, 360), 0.005);
        using PlanarImage photo = Degradation.Blur(sky, psf, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(photo, 0.00104, 5);
        Clip(photo);
        Assert.InRange(NoiseEstimator.Estimate(photo[0], photo.Shape, psf), 0.98 * 0.00104, 1.1 * 0.00104);
    }

    /// <summary>Lamps 3 to 50 times white on a dim scene, under a streak, with what replaces the clipped samples.</summary>
    [Theory]
    [InlineData("motion:21,30")]
    [InlineData("disk:4")]
    public void Lamps_do_not_inflate_the_noise(string blur)
    {
        Psf psf = Psf.Parse(blur);
        using PlanarImage scene = Scenes.Drawn(new(340, 360));
        var random = new Random(3);
        foreach (ref float v in scene[0])
            v *= 0.3f;
        for (int lamp = 0; lamp < 8; lamp++)
        {
            (int y, int x) = (random.Next(5, 330), random.Next(5, 350));
            float level = 3 + (47 * random.NextSingle());
            for (int row = y; row < y + 4; row++)
                scene.Row(0, row).Slice(x, 4).Fill(level);
        }

        using PlanarImage photo = Degradation.Blur(scene, psf, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(photo, 0.005, 5);
        Clip(photo);
        float[]? weights = SampleTrust.Of(photo, psf, new(0.985, null, false)).Channel(0);
        Assert.InRange(NoiseEstimator.Estimate(photo[0], photo.Shape, psf), 0.0049, 0.0055);
        Assert.InRange(NoiseEstimator.Estimate(photo[0], photo.Shape, psf, weights), 0.0049, 0.0055);
    }

    /// <summary>Two thirds of the image are exactly black: neither 0 nor a mean over samples without noise.</summary>
    [Theory]
    [InlineData("disk:3")]
    [InlineData("delta")]
    public void Clipped_black_does_not_hide_the_noise(string blur)
    {
        Psf psf = Psf.Parse(blur);
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Smooth(new(300, 300)), psf, 0.01);
        for (int y = 0; y < photo.Shape.Height; y++)
            photo.Row(0, y)[..(2 * photo.Shape.Width / 3)].Clear();
        Assert.InRange(NoiseEstimator.Estimate(photo[0], photo.Shape, psf), 0.009, 0.011);
        photo[0].Clear();
        Assert.Equal(0, NoiseEstimator.Estimate(photo[0], photo.Shape, psf));
    }

    /// <summary>Weights of 0 mark samples whose values do not count: here 5 % of them are arbitrary.</summary>
    [Fact]
    public void Untrusted_samples_do_not_count()
    {
        Psf psf = Psf.Disk(3);
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(300, 300)), psf, 0.01);
        var random = new Random(2);
        var weights = new float[photo.Shape.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextSingle() < 0.05f ? 0 : 1;
            photo[0][i] += weights[i] == 0 ? 0.05f * (random.NextSingle() - 0.5f) : 0;
        }

        Assert.InRange(NoiseEstimator.Estimate(photo[0], photo.Shape, psf, weights), 0.0095, 0.012);
    }

    /// <summary>Noise of a quarter of the step: a median of the details would be 0 or a whole multiple of the step.</summary>
    [Fact]
    public void Noise_of_the_order_of_the_quantization_is_resolved()
    {
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Smooth(new(300, 300)), Psf.Delta(), 0.002);
        Clip(photo);
        double sigma = Math.Sqrt((0.002 * 0.002) + (1 / (12.0 * 255 * 255)));
        foreach (ref float v in photo[0])
            v = MathF.Round(v * 255) / 255;
        Assert.Equal(sigma, NoiseEstimator.Estimate(photo[0], photo.Shape, Psf.Delta()), 0.05 * sigma);
    }

    /// <summary>Bright and dark parts differ by a factor of 20 in variance: the estimate is the root mean square, which Loss.Poisson needs.</summary>
    [Fact]
    public void Photon_noise_is_estimated_by_its_root_mean_square()
    {
        Psf psf = Psf.Disk(3);
        using PlanarImage scene = Scenes.Drawn(new(400, 400));
        foreach (ref float v in scene[0])
            v *= v;
        using PlanarImage light = Degradation.Blur(scene, psf, Boundary.Unknown, threads: 1),
            photo = light.Clone();
        Degradation.AddPoissonNoise(photo, 1000, 4);
        double sum = 0;
        for (int i = 0; i < photo.Shape.Count; i++)
            sum += Math.Pow(photo[0][i] - light[0][i], 2);
        double sigma = Math.Sqrt(sum / photo.Shape.Count);
        Assert.Equal(sigma, NoiseEstimator.Estimate(photo[0], photo.Shape, psf), 0.08 * sigma);
    }

    private static PlanarImage Sky(Shape shape, double density)
    {
        var sky = new PlanarImage(shape, 1);
        var random = new Random(3);
        sky[0].Fill(0.03f);
        for (int i = 0; i < density * shape.Count; i++)
            sky[0][random.Next(shape.Count)] += (float)Math.Min(300, 0.05 / (1 - random.NextDouble()));
        return sky;
    }

    private static void Clip(PlanarImage photo)
    {
        foreach (ref float v in photo[0])
            v = Math.Clamp(v, 0, 1);
    }
}
