using Deconv.Estimation;
using Deconv.Metrics;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Estimation;

public class PhotonWeightsTests
{
    private static readonly Shape Size = new(120, 130);

    /// <summary>Dark half, bright half: the bright one counts by the median variance over its own.</summary>
    [Fact]
    public void Weights_fall_with_the_light()
    {
        float[] light = [.. Enumerable.Range(0, Size.Count).Select(i => i % Size.Width < 80 ? 0.2f : 0.8f)],
            weights = new float[Size.Count];
        Array.Fill(weights, 1f);
        weights[5] = 0;
        weights[7] = -1; // clipped
        double mean = light.Average(),
            noise = Math.Sqrt(PhotonWeights.Apply(light, Size, 0.01, null, weights).MedianVariance);
        double dark = 0.02 + (0.98 * 0.2 / mean),
            bright = 0.02 + (0.98 * 0.8 / mean);
        Assert.Equal(0.01 * Math.Sqrt(dark), noise, 1e-6);
        Assert.Equal(0f, weights[5]);
        Assert.Equal(-1f, weights[7], 1e-6);
        Assert.Equal(1f, weights[(60 * Size.Width) + 20], 1e-6);
        Assert.Equal(dark / bright, weights[(60 * Size.Width) + 110], 1e-4);
    }

    [Fact]
    public void Black_is_no_error()
    {
        float[] weights = [1, 1, 1, 1];
        Assert.True(double.IsFinite(PhotonWeights.Apply(new float[4], new(2, 2), 0.01, null, weights).MedianVariance));
        Assert.All(weights, w => Assert.InRange(w, 0, 1));
    }

    /// <summary>Few photons, most of the scene dark: weights are worth more than half a decibel.</summary>
    [Fact]
    public void Photon_noise_is_weighed()
    {
        Psf psf = Psf.Parse("motion:9,30");
        using PlanarImage scene = Scenes.Drawn(Size);
        foreach (ref float v in scene[0])
            v *= v;
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, psf, 0);
        Degradation.AddPoissonNoise(photo, 150, 4);
        double plain = Score(Loss.Gauss),
            weighed = Score(Loss.Poisson);
        Assert.True(weighed > plain + 0.3, $"{weighed:F2} dB weighed, {plain:F2} plain");

        double Score(Loss loss)
        {
            using DeconvolutionResult result = Deconvolver.Run(photo, psf, new() { Loss = loss });
            return ImageComparison.Compare(result.Image, truth, 0, 1).Psnr;
        }
    }
}
