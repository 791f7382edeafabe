using Deconv.Objectives.Priors.Learned;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Objectives.Priors.Learned;

/// <summary>The curve through which the learned prior sees linear light.</summary>
public class LightCurveTests
{
    /// <summary>s = ((v + 0.02)^(1/1.6) − 0.02^(1/1.6)) / (1.02^(1/1.6) − 0.02^(1/1.6)), in double precision.</summary>
    [Fact]
    public void The_curve_is_its_definition_and_goes_back()
    {
        float[] light = [.. Enumerable.Range(0, 513).Select(i => i / 400f)],
            seen = new float[light.Length];
        LightCurve.Encode(light, seen);
        double black = Math.Pow(0.02, 1 / 1.6),
            range = Math.Pow(1.02, 1 / 1.6) - black;
        for (int i = 0; i < light.Length; i++)
            Assert.Equal((Math.Pow(light[i] + 0.02, 1 / 1.6) - black) / range, seen[i], 2e-6);
        LightCurve.Decode(seen);
        for (int i = 0; i < light.Length; i++)
            Assert.Equal(light[i], seen[i], 2e-6f);
    }

    [Fact]
    public void Less_than_no_light_is_a_number_too()
    {
        float[] seen = new float[3];
        LightCurve.Encode([-0.01f, -0.5f, -1e6f], seen);
        Assert.True(seen[0] < 0 && seen[1] < seen[0] && seen[2] == seen[1], string.Join(' ', seen));
        seen = [-0.5f, -1e6f, 0];
        LightCurve.Decode(seen);
        Assert.Equal(-0.02f, seen[0]);
        Assert.Equal(-0.02f, seen[1]);
        Assert.Equal(0, seen[2], 1e-7f);
    }

    /// <summary>
    /// Noise of light is even in light: the plain prior. On photographs the curve gains where the noise is that of a file (docs/benchmarks.md).
    /// </summary>
    [Fact]
    public void Only_a_compressed_picture_is_seen_through_the_curve()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(60, 70)), psf, 0.01);
        var best = new DeconvolutionOptions { Effort = Effort.Best };
        Assert.Equal(Restored(best), Restored(best with { LinearLight = true }));
        DeconvolutionOptions compressed = best with { NoiseFloor = 0.005 };
        float[] plain = Restored(compressed),
            seen = Restored(compressed with { LinearLight = true });
        double apart = Math.Sqrt(plain.Zip(seen, (a, b) => (double)(a - b) * (a - b)).Average());
        Assert.InRange(apart, 1e-4, 0.05);

        float[] Restored(DeconvolutionOptions options)
        {
            using DeconvolutionResult result = Deconvolver.Run(photo, psf, options);
            return result.Image[0].ToArray();
        }
    }
}
