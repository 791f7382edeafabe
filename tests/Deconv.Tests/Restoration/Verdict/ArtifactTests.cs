using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Restoration.Verdict;

/// <summary>Artifacts that ruin a restoration are seen in it; lamps and text are not taken for them.</summary>
public class ArtifactTests
{
    private static readonly Psf Streak = Psf.Motion(15, 30);

    /// <summary>The streak of a lamp, taken for the PSF, is too wide; with far too little smoothing the answer is stripes.</summary>
    [Fact]
    public void Zebra_stripes_are_called_artifacts()
    {
        using PlanarImage photo = Night(Streak);
        using DeconvolutionResult result = Restore(photo, Psf.Parse("motion:19,30*box:5"), new() { LambdaFactor = 0.01 });
        Assert.Equal(FitVerdict.Artifacts, result.Check.Verdict);
        Assert.True(result.Check.ArtifactPercent > 1, $"{result.Check.ArtifactPercent:F2} %");
        Assert.False(result.Check.Fits);
    }

    [Fact]
    public void A_PSF_of_another_direction_does_not_fit()
    {
        using PlanarImage photo = Night(Streak);
        using DeconvolutionResult result = Restore(photo, Psf.Motion(15, 120), new());
        Assert.Equal(FitVerdict.Artifacts, result.Check.Verdict);
    }

    [Theory]
    [InlineData("motion:15,30")]
    [InlineData("disk:4")]
    public void A_good_restoration_with_lamps_fits(string blur)
    {
        Psf psf = Psf.Parse(blur);
        using PlanarImage photo = Night(psf);
        using DeconvolutionResult result = Restore(photo, psf, new());
        Assert.True(result.Check.ClippedPercent > 0.1);
        Assert.Equal(FitVerdict.Fits, result.Check.Verdict);
        Assert.InRange(result.Check.ArtifactPercent, 0, 0.1);
    }

    /// <summary>Strokes far darker than anything the blur left of them leave the range on one side only.</summary>
    [Fact]
    public void Thin_lines_are_not_artifacts()
    {
        Psf psf = Psf.Disk(4);
        using var page = new PlanarImage(new(240, 260), 1);
        page[0].Fill(0.8f);
        for (int y = 3; y < 240; y += 12)
        for (int x = 5; x + 8 < 260; x += 13)
        {
            page.Row(0, y).Slice(x, 8).Fill(0.02f);
            for (int row = y; row < Math.Min(240, y + 8); row++)
                page.Row(0, row).Slice(x, 2).Fill(0.02f);
        }

        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(page, psf, 0.003);
        truth.Dispose();
        using PlanarImage blurred = photo;
        using DeconvolutionResult result = Deconvolver.Run(blurred, psf);
        Assert.InRange(result.Check.ArtifactPercent, 0, 0.05);
    }

    /// <summary>A lamp is restored far above white. All samples it influences are left out, and of a small picture none is left.</summary>
    [Fact]
    public void Samples_near_clipped_ones_are_not_examined()
    {
        var shape = new Shape(100, 100);
        float[] observed = new float[shape.Count],
            restored = new float[shape.Count],
            weights = new float[shape.Count];
        Array.Fill(observed, 0.5f);
        Array.Fill(restored, 0.5f);
        Array.Fill(weights, 1f);
        for (int x = 40; x < 70; x++)
            (restored[(50 * 100) + x], restored[(51 * 100) + x]) = (9, -9);
        var examiner = new AnswerExaminer(shape, Psf.Box(5));
        AnswerExamination seen = examiner.Examine(observed, restored, weights, 0.01f);
        Assert.Equal((96 * 96, 100.0 * 30 / (96 * 96)), (seen.Examined, seen.ArtifactPercent));
        Assert.True(seen.IsRuined);
        weights.AsSpan(50 * 100, 100).Fill(-1);
        AnswerExamination left = examiner.Examine(observed, restored, weights, 0.01f);
        Assert.Equal((91 * 96, 0.0), (left.Examined, left.ArtifactPercent));
        weights.AsSpan().Fill(-1);
        Assert.False(examiner.Examine(observed, restored, weights, 0.01f).IsRuined);
    }

    private static DeconvolutionResult Restore(PlanarImage photo, Psf psf, DeconvolutionOptions options) =>
        Deconvolver.Run(photo, psf, options with { SaturationLevel = 0.985 });

    /// <summary>A dim scene with lamps 5 to 25 times white, blurred and clipped.</summary>
    private static PlanarImage Night(Psf psf)
    {
        using PlanarImage scene = Scenes.Leaves(300);
        foreach (ref float v in scene[0])
            v *= 0.4f;
        for (int lamp = 0; lamp < 5; lamp++)
        for (int row = 0; row < 3; row++)
            scene.Row(0, 30 + (55 * lamp) + row).Slice(40 + (97 * lamp % 230), 3).Fill(5 + (5 * lamp));
        PlanarImage photo = Degradation.Blur(scene, psf, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(photo, 0.004, 7);
        foreach (ref float v in photo[0])
            v = Math.Clamp(v, 0, 1);
        return photo;
    }
}
