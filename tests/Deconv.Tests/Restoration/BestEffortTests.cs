using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Best effort: a learned prior where it can run, balanced effort and a reason where it cannot.</summary>
public class BestEffortTests
{
    private static readonly Shape Size = new(120, 136);

    /// <summary>Drawn edges are what the balanced prior likes most; photographs gain more (docs/benchmarks.md).</summary>
    [Theory]
    [InlineData("gaussian:1.5", 0.01, 0.5)]
    [InlineData("disk:5", 0.01, 0.1)]
    [InlineData("disk:3", 0.01, -0.1)]
    public void Best_is_better_than_balanced_on_a_noisy_drawing_and_never_much_worse(string blur, double noise, double gain)
    {
        Psf psf = Psf.Parse(blur);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, noise);
        using DeconvolutionResult best = Deconvolver.Run(photo, psf, new() { Effort = Effort.Best }),
            balanced = Deconvolver.Run(photo, psf);
        double with = Scenes.Psnr(best.Image, truth),
            without = Scenes.Psnr(balanced.Image, truth);
        Assert.True(with > without + gain, $"{with:F2} dB with the learned prior, {without:F2} without");
        Assert.Equal((Effort.Best, (LearnedObstacle?)null), (best.Parameters.Effort, best.Parameters.LearnedObstacle));
        Assert.Equal(balanced.Planes[0].Report.Iterations + 8, best.Planes[0].Report.Iterations);
    }

    [Fact]
    public void Where_the_learned_prior_cannot_run_best_is_balanced_and_says_why()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.01);
        foreach (
            (PlanarImage picture, DeconvolutionOptions options, LearnedObstacle reason) in ((PlanarImage, DeconvolutionOptions, LearnedObstacle)[])
                [
                    (photo, new() { PsfTrust = PsfTrust.Estimated }, LearnedObstacle.EstimatedPsf),
                    (
                        photo,
                        new()
                        {
                            Boundary = Boundary.Replicate,
                            Control = new() { Iterations = 3 },
                        },
                        LearnedObstacle.Boundary
                    ),
                    (
                        photo,
                        new()
                        {
                            Prior = Prior.Tikhonov,
                            Control = new() { Iterations = 3 },
                        },
                        LearnedObstacle.Prior
                    ),
                    (photo, new() { Method = RestorationMethod.Wiener }, LearnedObstacle.Method),
                    (photo, new() { Control = new() { Iterations = 15 } }, LearnedObstacle.FewIterations),
                ]
        )
        {
            using DeconvolutionResult best = Deconvolver.Run(picture, psf, options with { Effort = Effort.Best }),
                balanced = Deconvolver.Run(picture, psf, options);
            Assert.Equal(Effort.Balanced, best.Parameters.Effort);
            Assert.Equal(reason, best.Parameters.LearnedObstacle);
            Assert.Null(balanced.Parameters.LearnedObstacle);
            Assert.Equal(balanced.Image[0].ToArray(), best.Image[0].ToArray());
        }
    }

    /// <summary>Where compression hides noise the learned prior gains most; a large image would take minutes.</summary>
    [Fact]
    public void Automatic_effort_is_best_for_a_small_compressed_image_and_balanced_else()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.01);
        foreach ((double hidden, double? noise, Effort run) in ((double, double?, Effort)[])[(0.005, null, Effort.Best), (0, null, Effort.Balanced)])
        {
            var options = new DeconvolutionOptions { NoiseFloor = hidden, Noise = noise };
            using DeconvolutionResult auto = Deconvolver.Run(photo, psf, options with { Effort = Effort.Auto }),
                same = Deconvolver.Run(photo, psf, options with { Effort = run });
            Assert.Equal((run, (LearnedObstacle?)null), (auto.Parameters.Effort, auto.Parameters.LearnedObstacle)); // who did not ask needs no reason
            Assert.Equal(same.Image[0].ToArray(), auto.Image[0].ToArray());
        }

        var compressed = new DeconvolutionOptions { NoiseFloor = 0.005, Effort = Effort.Auto };
        Assert.True(LearnedUse.IsRequested(compressed, new(1000, LearnedUse.MaxAutomaticSamples / 1000)));
        Assert.False(LearnedUse.IsRequested(compressed, new(1000, (LearnedUse.MaxAutomaticSamples / 1000) + 1)));
        Assert.True(LearnedUse.IsRequested(compressed with { Effort = Effort.Best }, new(4000, 3000)));
    }

    [Fact]
    public void Only_the_luminance_of_a_color_image_has_it_and_iterations_are_obeyed()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(60, 70), 3), psf, 0.01);
        using DeconvolutionResult result = Deconvolver.Run(photo, psf, new() { Effort = Effort.Best });
        Assert.Equal([28, 20, 20], result.Planes.Select(p => p.Report.Iterations));
        using DeconvolutionResult exact = Deconvolver.Run(
            photo,
            psf,
            new()
            {
                Effort = Effort.Best,
                Control = new() { Iterations = 16 },
            }
        );
        Assert.Equal([16, 16, 16], exact.Planes.Select(p => p.Report.Iterations));
        Assert.Equal(Effort.Best, exact.Parameters.Effort);
    }

    [Fact]
    public void The_answer_depends_neither_on_the_threads_nor_on_the_scale()
    {
        Psf psf = Psf.Parse("motion:7,30");
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(60, 70)), psf, 0.01);
        using DeconvolutionResult one = Restored(photo, 1),
            three = Restored(photo, 3);
        Assert.Equal(one.Image[0].ToArray(), three.Image[0].ToArray());
        foreach (ref float v in photo[0])
            v *= 1024;
        using DeconvolutionResult scaled = Restored(photo, 1);
        for (int i = 0; i < one.Image[0].Length; i++)
            Assert.Equal(one.Image[0][i], scaled.Image[0][i] / 1024, 1e-4);

        DeconvolutionResult Restored(PlanarImage picture, int threads) =>
            Deconvolver.Run(
                picture,
                psf,
                new()
                {
                    Effort = Effort.Best,
                    Control = new() { Threads = threads },
                }
            );
    }
}
