using Deconv.Estimation;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Estimation;

public class LightSignTests
{
    private static readonly Shape Size = new(96, 120);

    /// <summary>Stars on a dark sky whose background is a level.</summary>
    private static PlanarImage Stars(float background, double noise)
    {
        using var scene = new PlanarImage(Size, 1);
        scene[0].Fill(background);
        var random = new Random(1);
        for (int i = 0; i < 40; i++)
            scene.Row(0, random.Next(96))[random.Next(120)] += (float)Math.Pow(10, (random.NextDouble() * 2) - 0.5);
        PlanarImage blurred = Degradation.Blur(scene, Psf.Gaussian(1.5), Boundary.Symmetric, threads: 1);
        Degradation.AddGaussianNoise(blurred, noise, 1);
        return blurred;
    }

    [Theory]
    [InlineData(0.02f, false)]
    [InlineData(0, false)]
    [InlineData(-0.002f, false)]
    [InlineData(-0.5f, true)]
    public void Noise_around_a_sky_of_zero_is_light_and_data_far_below_it_are_signed(float background, bool below)
    {
        using PlanarImage image = Stars(background, 0.002);
        Assert.Equal(below, LightSign.IsSigned(image, null));
        image[0][5] = -30; // an outlier
        image[0][7] = float.NaN;
        Assert.Equal(below, LightSign.IsSigned(image, null));
        using var weights = new PlanarImage(Size, 1);
        Assert.False(LightSign.IsSigned(image, weights));
    }

    [Theory]
    [InlineData(0.02f, null, true)]
    [InlineData(-0.5f, null, false)]
    [InlineData(0.02f, false, false)]
    [InlineData(-0.5f, true, true)]
    public void Light_is_restored_positive_unless_the_data_are_signed(float background, bool? asked, bool positive)
    {
        using PlanarImage image = Stars(background, 0.002);
        foreach (LevelRange? stretch in (LevelRange?[])[null, new LevelRange(background, 1)])
        {
            using DeconvolutionResult result = Deconvolver.Run(image, Psf.Gaussian(1.5), new() { NonNegative = asked, Stretch = stretch });
            Assert.Equal(positive, result.Parameters.NonNegative);
            Assert.Equal(positive, result.Image[0].ToArray().Min() >= 0);
        }
    }
}
