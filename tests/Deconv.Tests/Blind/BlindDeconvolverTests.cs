using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Metrics;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Solvers;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind;

public class BlindDeconvolverTests
{
    private static readonly Psf Shake = Psf.Parse("path:\"0,0 4,1 6,4 4,7\"*gaussian:0.5");
    private static readonly BlindOptions Small = new()
    {
        KernelSize = 15,
        Crops = 0,
        AcceptAnyway = true,
        Final = BlindOptions.DefaultFinal with { Control = new() { Threads = 1 } },
    };

    [Fact]
    public void Shake_is_found_and_removed()
    {
        (PlanarImage truth, PlanarImage photo) = Picture();
        using BlindResult result = BlindDeconvolver.Run(photo, Small);
        double similarity = PsfSimilarity.Of(result.Psf, Shake);
        double before = ImageComparison.Compare(photo, truth, 5, 12).Psnr,
            after = ImageComparison.Compare(result.Restored!.Image, truth, 5, 12).Psnr;
        Assert.True(similarity > 0.8, $"similarity {similarity}");
        Assert.True(after > before + 4, $"{before:F2} dB before, {after:F2} dB after");
        Assert.Equal(result.Psf.Shape.Width / 2, result.Psf.OriginColumn);
        Assert.InRange(result.Psf.Diagnose().Shift, 0, 1);
        Assert.InRange(result.CheckTime, TimeSpan.FromTicks(1), result.EstimateTime);
    }

    [Fact]
    public void The_same_bits_every_time_and_for_every_number_of_threads()
    {
        (_, PlanarImage photo) = Picture(96);
        using BlindResult one = BlindDeconvolver.Run(photo, Small),
            two = BlindDeconvolver.Run(photo, Small with { Final = Small.Final with { Control = new() { Threads = 2 } } });
        Assert.True(one.Psf.Samples.SequenceEqual(two.Psf.Samples));
        Assert.True(one.Restored!.Image[0].SequenceEqual(two.Restored!.Image[0]));
    }

    [Fact]
    public void Options_of_the_restoration_do_not_change_the_kernel()
    {
        (_, PlanarImage photo) = Picture(96);
        BlindOptions estimate = Small with { EstimateOnly = true };
        using BlindResult one = BlindDeconvolver.Run(photo, estimate),
            other = BlindDeconvolver.Run(
                photo,
                estimate with
                {
                    Final = estimate.Final with { LambdaFactor = 8, Noise = 0.05, NonNegative = false, Prior = Prior.TotalVariation },
                }
            );
        Assert.True(one.Psf.Samples.SequenceEqual(other.Psf.Samples));
        Assert.Equal(one.Verdict, other.Verdict);
    }

    [Fact]
    public void The_candidates_are_distinct_and_the_first_is_the_answer()
    {
        (_, PlanarImage photo) = Picture(96);
        using BlindResult result = BlindDeconvolver.Run(photo, Small with { EstimateOnly = true });
        Assert.True(result.Candidates[0].Psf.Samples.SequenceEqual(result.Psf.Samples));
        Assert.Equal(result.Verdict.Probability, result.Candidates[0].Probability, 12);
        for (int i = 1; i < result.Candidates.Count; i++)
            Assert.All(result.Candidates.Take(i), c => Assert.True(PsfSimilarity.Of(c.Psf, result.Candidates[i].Psf) < 0.95));
        Assert.True(result.Window.LiesInside(photo.Shape), $"{result.Window}");
    }

    [Fact]
    public void Contrast_and_offset_do_not_change_the_kernel()
    {
        (_, PlanarImage photo) = Picture(112);
        using PlanarImage faint = photo.Clone();
        foreach (ref float v in faint[0])
            v = (0.1f * v) + 0.3f;
        BlindOptions estimate = Small with { EstimateOnly = true };
        using BlindResult one = BlindDeconvolver.Run(photo, estimate),
            other = BlindDeconvolver.Run(faint, estimate);
        double similarity = PsfSimilarity.Of(one.Psf, other.Psf);
        Assert.True(similarity > 0.95, $"{similarity}"); // the samples differ by rounding, which decides about taps at the threshold
        Assert.Null(one.Restored);
    }

    [Fact]
    public void A_sharp_image_is_refused_and_a_blurred_one_is_not()
    {
        using PlanarImage sharp = Scenes.Leaves(128);
        using BlindResult refused = BlindDeconvolver.Run(sharp, Small with { AcceptAnyway = false });
        Assert.False(refused.Verdict.Trusted);
        Assert.Null(refused.Restored);
        Assert.Equal(BlindOutcome.NotBlurred, refused.Verdict.Outcome);
        Assert.True(refused.Verdict.EdgeSharpness >= BlindVerdict.SharpFrom, $"{refused.Verdict.EdgeSharpness}");
    }

    [Fact]
    public void A_canceled_run_throws_or_hands_over_what_it_has()
    {
        (_, PlanarImage photo) = Picture(96);
        using var stop = new CancellationTokenSource();
        var afterThree = new Stopper(stop, 3);
        BlindOptions keep = Small with { Final = Small.Final with { Control = Small.Final.Control with { OnCancel = CancelBehavior.ReturnBest } } };
        using BlindResult result = BlindDeconvolver.Run(photo, keep, afterThree, stop.Token);
        Assert.True(result.Canceled);
        Assert.Equal((BlindOutcome.NotChecked, BlindCause.Canceled), (result.Verdict.Outcome, result.Verdict.Cause));
        Assert.NotNull(result.Restored);
        Assert.True(result.Psf.Shape.Count > 1, "the kernel of the last level is kept");
        Assert.Throws<OperationCanceledException>(() => BlindDeconvolver.Run(photo, Small, null, new CancellationToken(true)));
    }

    [Fact]
    public void A_restoration_with_a_given_kernel_reports_and_is_canceled()
    {
        (_, PlanarImage photo) = Picture(96);
        var seen = new List<BlindProgress>();
        using BlindResult result = BlindDeconvolver.WithPsf(photo, Shake, Small, new Recorder(seen.Add));
        Assert.False(result.Canceled);
        Assert.All(seen, p => Assert.Equal((BlindPhase.Restore, true), (p.Phase, p.Restore is not null)));
        Assert.InRange(seen[0].Fraction, 0, 0.6);
        Assert.Equal(seen.Select(p => p.Fraction).Order(), seen.Select(p => p.Fraction));

        Assert.ThrowsAny<OperationCanceledException>(() => BlindDeconvolver.WithPsf(photo, Shake, Small, null, new CancellationToken(true)));
        using var stop = new CancellationTokenSource();
        BlindOptions keep = Small with { Final = Small.Final with { Control = Small.Final.Control with { OnCancel = CancelBehavior.ReturnBest } } };
        using BlindResult kept = BlindDeconvolver.WithPsf(photo, Shake, keep, new Recorder(_ => stop.Cancel()), stop.Token);
        Assert.True(kept.Canceled);
        Assert.NotNull(kept.Restored);
    }

    [Fact]
    public void Every_level_is_reported()
    {
        (_, PlanarImage photo) = Picture(96);
        var levels = new List<BlindLevel>();
        using BlindResult result = BlindDeconvolver.Run(photo, Small with { OnLevel = levels.Add, EstimateOnly = true, Seed = 3 });
        Assert.Contains(levels, l => l.Phase == BlindPhase.Refine);
        Assert.All(levels, l => Assert.Equal(1, l.Kernel.Samples.ToArray().Sum(), 1e-4f));
        Assert.Equal(photo.Shape, levels[^1].Latent.Shape);
        foreach (BlindLevel level in levels)
            level.Latent.Dispose();
    }

    [Theory]
    [InlineData(PsfFamily.Disk, "disk:3.3", 0.15)]
    [InlineData(PsfFamily.Gaussian, "gaussian:1.7", 0.15)]
    [InlineData(PsfFamily.Motion, "motion:11.5,40", 1)]
    public void Families_are_fitted_to_fractions_of_a_pixel(PsfFamily family, string spec, double tolerance)
    {
        using PlanarImage scene = Scenes.Leaves(140);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Psf.Parse(spec), 0.003);
        using (truth)
        using (photo)
        {
            using BlindResult result = BlindDeconvolver.Run(photo, Small with { Family = family, KernelSize = 17, EstimateOnly = true });
            double[] found = Numbers(result.Spec!),
                expected = Numbers(spec);
            Assert.True(Math.Abs(found[0] - expected[0]) < tolerance, $"{result.Spec} for {spec}");
            if (found.Length > 1)
                Assert.True(Math.Abs(found[1] - expected[1]) < 4, $"{result.Spec} for {spec}");
        }
    }

    [Fact]
    public void Bad_requests_are_named()
    {
        using var picture = new PlanarImage(new(40, 40), 1);
        Assert.Contains(
            "KernelSize is 5 to 301, not 3",
            Assert.Throws<ArgumentException>(() => BlindDeconvolver.Run(picture, new() { KernelSize = 3 })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "too small",
            Assert.Throws<ArgumentException>(() => BlindDeconvolver.Run(picture, new() { KernelSize = 31 })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "does not lie inside",
            Assert.Throws<ArgumentException>(() => BlindDeconvolver.Run(picture, new() { Box = new(30, 0, new(20, 20)) })).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => BlindDeconvolver.Run(picture, new() { Crops = 10 }));
        Assert.Throws<ArgumentNullException>(() => BlindDeconvolver.Run(null!));
    }

    [Fact]
    public void Color_goes_in_and_color_comes_out()
    {
        using PlanarImage scene = Scenes.Leaves(128, 3);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Shake, 0.002);
        using BlindResult result = BlindDeconvolver.Run(photo, Small);
        Assert.Equal(3, result.Restored!.Image.Count);
        Assert.True(ImageComparison.Compare(result.Restored.Image, truth, 5, 12).Psnr > ImageComparison.Compare(photo, truth, 5, 12).Psnr + 2);
    }

    private static (PlanarImage Truth, PlanarImage Photo) Picture(int size = 144)
    {
        using PlanarImage scene = Scenes.Leaves(size);
        return Scenes.Photograph(scene, Shake, 0.002);
    }

    private static double[] Numbers(string spec) =>
        [
            .. spec[(spec.IndexOf(':', StringComparison.Ordinal) + 1)..]
                .Split(',')
                .Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture)),
        ];

    private sealed class Recorder(Action<BlindProgress> report) : IProgress<BlindProgress>
    {
        public void Report(BlindProgress value) => report(value);
    }

    private sealed class Stopper(CancellationTokenSource source, int after) : IProgress<BlindProgress>
    {
        private int _reports;

        public void Report(BlindProgress value)
        {
            if (++_reports == after)
                source.Cancel();
        }
    }
}
