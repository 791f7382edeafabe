using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Psfs.Measurement;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Psfs.Measurement;

/// <summary>A PSF cut out of a picture is the blur of that picture.</summary>
public class PointSourceTests
{
    [Theory]
    [InlineData("gaussian:1.5", 21, 0.001)]
    [InlineData("gaussian:2.5", 31, 0.002)]
    [InlineData("disk:4", 21, 0.002)]
    [InlineData("motion:15,30", 31, 0.002)]
    public void The_width_is_right_within_some_percent(string spec, int size, double noise)
    {
        Psf truth = Psf.Parse(spec, _ => throw new NotSupportedException());
        using PlanarImage picture = Star(truth, 70.0, 60.0, noise);
        PointMeasurement found = PointSource.Measure(picture, 68, 61, size);
        double expected = truth.Diagnose().RmsRadius,
            measured = found.Psf.Diagnose().RmsRadius;
        Assert.InRange(measured, 0.95 * expected, 1.05 * expected);
        Assert.True(Alike.Of(found.Psf, truth) > 0.98, $"correlation {Alike.Of(found.Psf, truth):F4}");
        Assert.InRange(found.CutShare, 0, 0.02);
        Assert.False(found.Clipped);
    }

    /// <summary>Of a bent path the middle of the brightest samples is dark.</summary>
    [Fact]
    public void A_bent_path_of_a_light_is_taken_whole()
    {
        Psf truth = Psf.Parse("path:0,0 6,0 6,-8", _ => throw new NotSupportedException());
        using PlanarImage picture = Star(truth, 70, 60, 0.001);
        Psf found = PointSource.Measure(picture, 70, 60, 25).Psf;
        Assert.InRange(found.Diagnose().RmsRadius, 0.9 * truth.Diagnose().RmsRadius, 1.1 * truth.Diagnose().RmsRadius);
        Assert.True(PsfSimilarity.Of(found, truth) > 0.9, $"similarity {PsfSimilarity.Of(found, truth):F4}");
    }

    [Fact]
    public void The_center_of_mass_comes_to_the_middle_from_between_the_pixels()
    {
        using PlanarImage picture = Star(Psf.Gaussian(2), 70.4, 59.7, 0.001);
        PsfDiagnosis d = PointSource.Measure(picture, 70, 60, 25).Psf.Diagnose();
        Assert.True(d.Shift < 0.05, $"{d.Shift:F3} px off");
        Assert.InRange(d.RmsRadius / Math.Sqrt(2), 1.94, 2.08);
        Assert.Empty(d.Findings);
    }

    [Fact]
    public void Neighbors_and_a_slope_do_not_get_in()
    {
        using PlanarImage picture = Star(Psf.Gaussian(2), 70, 60, 0.001);
        using PlanarImage other = Star(Psf.Gaussian(2), 84, 60, 0);
        for (int i = 0; i < picture[0].Length; i++)
            picture[0][i] += (other[0][i] - 0.1f) + (0.001f * (i % picture.Shape.Width));
        PsfDiagnosis d = PointSource.Measure(picture, 70, 60, 23).Psf.Diagnose();
        Assert.InRange(d.RmsRadius / Math.Sqrt(2), 1.85, 2.15);
    }

    [Fact]
    public void Places_without_a_point_are_refused_with_a_reason()
    {
        using PlanarImage picture = Star(Psf.Gaussian(2), 70, 60, 0.01);
        Assert.Contains(
            "no point",
            Assert.Throws<ArgumentException>(() => PointSource.Measure(picture, 30, 30, 21)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("border", Assert.Throws<ArgumentException>(() => PointSource.Measure(picture, 3, 3, 21)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "outside",
            Assert.Throws<ArgumentException>(() => PointSource.Measure(picture, 500, 3, 21)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("odd", Assert.Throws<ArgumentException>(() => PointSource.Measure(picture, 70, 60, 20)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clipped_point_is_told()
    {
        using PlanarImage picture = Star(Psf.Gaussian(2), 70, 60, 0);
        foreach (ref float v in picture[0])
            v = Math.Min(v, 0.5f);
        Assert.True(PointSource.Measure(picture, 70, 60, 23, 0.49).Clipped);
    }

    /// <summary>A point of light on a gray ground, spread over the pixels it touches, blurred, with noise; its peak is near 0.9.</summary>
    private static PlanarImage Star(Psf psf, double x, double y, double noise)
    {
        using var sharp = new PlanarImage(new(120, 140), 1);
        float strength = 0.8f / psf.Samples.ToArray().Max();
        int left = (int)x,
            top = (int)y;
        for (int v = 0; v < 2; v++)
        for (int u = 0; u < 2; u++)
            sharp[0][((top + v) * 140) + left + u] = (float)(strength * (v == 0 ? 1 - (y - top) : y - top) * (u == 0 ? 1 - (x - left) : x - left));
        PlanarImage blurred = Degradation.Blur(sharp, psf, Boundary.Zero);
        foreach (ref float v in blurred[0])
            v += 0.1f;
        if (noise > 0)
            Degradation.AddGaussianNoise(blurred, noise, 7);
        return blurred;
    }
}
