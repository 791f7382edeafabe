using Deconv.Metrics;
using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>What a restoration gains, and what it must not do to an image.</summary>
public class RestorationQualityTests
{
    private static readonly Shape Size = new(120, 136);

    private static double Restored(PlanarImage photo, PlanarImage truth, Psf psf, DeconvolutionOptions? options = null)
    {
        using DeconvolutionResult result = Deconvolver.Run(photo, psf, options);
        return Scenes.Psnr(result.Image, truth);
    }

    [Theory]
    [InlineData("disk:4", 0.01)]
    [InlineData("motion:13,30", 0.01)]
    public void A_drawn_scene_gains_4_dB_and_more_than_the_best_of_Wiener_and_Richardson_Lucy(string blur, double noise)
    {
        Psf psf = Psf.Parse(blur);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, noise);
        double blurred = Scenes.Psnr(photo, truth),
            ours = Restored(photo, truth, psf);
        double wiener = new[] { 1e-3, 3e-3, 0.01, 0.02, 0.05 }.Max(nsr =>
            Restored(photo, truth, psf, new() { Method = RestorationMethod.Wiener, NoiseToSignal = nsr })
        );
        double lucy = new[] { 5, 10, 20, 40, 80 }.Max(n =>
            Restored(
                photo,
                truth,
                psf,
                new()
                {
                    Method = RestorationMethod.RichardsonLucy,
                    Control = new() { Iterations = n },
                }
            )
        );
        Assert.True(ours > blurred + 4, $"{ours:F2} dB from {blurred:F2}");
        Assert.True(ours > Math.Max(wiener, lucy), $"{ours:F2} dB; Wiener {wiener:F2}, Richardson-Lucy {lucy:F2}");
        Assert.True(Math.Max(wiener, lucy) > blurred + 1, "the baselines work");
    }

    /// <summary>Turned about its center of mass, so that the loss is not a mere shift; the comparison looks for shifts besides.</summary>
    [Fact]
    public void The_flipped_PSF_loses_more_than_3_dB()
    {
        Psf path = Psf.Parse("path:\"0,0 6,2 9,8;w=3,1\""),
            psf = PsfFileTerm.Centered(path, "centroid");
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.005);
        using DeconvolutionResult right = Deconvolver.Run(photo, psf),
            wrong = Deconvolver.Run(photo, psf.Flip());
        double gain = ImageComparison.Compare(right.Image, truth, 3).Psnr,
            loss = ImageComparison.Compare(wrong.Image, truth, 3).Psnr;
        Assert.True(gain > loss + 3, $"{gain:F2} dB, flipped {loss:F2}");
    }

    /// <summary>A Gaussian takes more of an edge away for good than a box of its width does.</summary>
    [Theory]
    [InlineData("box", 4)]
    [InlineData("gaussian", 2)]
    public void A_signal_of_one_row_is_restored(string blur, double gain)
    {
        Psf psf =
            blur == "box"
                ? Psf.Box(9, 1)
                : Psf.FromSamples(new(1, 13), [.. Enumerable.Range(-6, 13).Select(x => MathF.Exp(-x * x / (2f * 1.6f * 1.6f)))]);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Steps(600), psf, 0.01);
        double blurred = Scenes.Psnr(photo, truth),
            restored = Restored(photo, truth, psf);
        Assert.True(restored > blurred + gain, $"{restored:F2} dB from {blurred:F2}");
    }

    /// <summary>
    /// Within two radii of the edge a wrong boundary shows as a dark or bright frame. Each ring of samples keeps its mean within a gray level.
    /// </summary>
    [Fact]
    public void The_frame_is_not_darkened()
    {
        Psf psf = Psf.Disk(4);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Smooth(Size), psf, 0.003);
        using DeconvolutionResult result = Deconvolver.Run(photo, psf);
        for (int ring = 0; ring < 8; ring++)
        {
            double error = 0;
            int count = 0;
            for (int y = ring; y < truth.Shape.Height - ring; y++)
            for (int x = ring; x < truth.Shape.Width - ring; x++)
                if (y == ring || x == ring || y == truth.Shape.Height - 1 - ring || x == truth.Shape.Width - 1 - ring)
                    (error, count) = (error + result.Image.Row(0, y)[x] - truth.Row(0, y)[x], count + 1);
            Assert.InRange(error / count, -1.0 / 255, 1.0 / 255);
        }
    }

    /// <summary>
    /// A disk of light far above white, clipped: without a mask its surroundings are thrown off, with one they are not.
    /// </summary>
    [Fact]
    public void A_saturated_light_does_not_disturb_its_surroundings_once_it_is_masked()
    {
        Psf psf = Psf.Disk(4);
        PlanarImage scene = Scenes.Smooth(Size);
        for (int y = 50; y < 62; y++)
            scene.Row(0, y).Slice(60, 12).Fill(8);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, psf, 0.003);
        foreach (ref float v in photo[0])
            v = Math.Min(v, 1);
        double masked = Error(new() { SaturationLevel = 0.99 }),
            found = Error(new()),
            naive = Error(new() { SaturationLevel = null });
        Assert.Equal(masked, found, 1e-3);
        Assert.True(masked < 0.5 * naive, $"{masked:G3} masked, {naive:G3} not");

        double Error(DeconvolutionOptions options)
        {
            using DeconvolutionResult result = Deconvolver.Run(photo, psf, options);
            double squares = 0;
            int count = 0;
            for (int y = 0; y < photo.Shape.Height; y++)
            for (int x = 0; x < photo.Shape.Width; x++)
            {
                // A ring of surroundings: clear of the light and of the samples whose blur it fills, within reach of its ringing.
                int far = Math.Max(Math.Abs(x - 61), Math.Abs(y - 51));
                if (far is < 14 or > 24)
                    continue;
                squares += Math.Pow(result.Image.Row(0, y)[x] - truth.Row(0, y)[x], 2);
                count++;
            }

            return Math.Sqrt(squares / count);
        }
    }
}
