using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Best effort: a patch prior where it helps, balanced effort and a reason where it does not.</summary>
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
        Assert.True(with > without + gain, $"{with:F2} dB with patches, {without:F2} without");
        Assert.Equal((Effort.Best, (PatchObstacle?)null), (best.Parameters.Effort, best.Parameters.PatchObstacle));
        Assert.Equal(balanced.Planes[0].Report.Iterations + 6, best.Planes[0].Report.Iterations);
    }

    [Fact]
    public void Where_patches_do_not_help_best_is_balanced_and_says_why()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.01);
        (PlanarImage _, PlanarImage clean) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.001);
        foreach (
            (PlanarImage picture, DeconvolutionOptions options, PatchObstacle reason) in ((PlanarImage, DeconvolutionOptions, PatchObstacle)[])
                [
                    (clean, new() { Noise = 0.001 }, PatchObstacle.LowNoise),
                    (photo, new() { PsfTrust = PsfTrust.Estimated }, PatchObstacle.EstimatedPsf),
                    (
                        photo,
                        new()
                        {
                            Boundary = Boundary.Replicate,
                            Control = new() { Iterations = 3 },
                        },
                        PatchObstacle.Boundary
                    ),
                    (
                        photo,
                        new()
                        {
                            Prior = Prior.Tikhonov,
                            Control = new() { Iterations = 3 },
                        },
                        PatchObstacle.Prior
                    ),
                    (photo, new() { Method = RestorationMethod.Wiener }, PatchObstacle.Method),
                    (photo, new() { Control = new() { Iterations = 11 } }, PatchObstacle.FewIterations),
                ]
        )
        {
            using DeconvolutionResult best = Deconvolver.Run(picture, psf, options with { Effort = Effort.Best }),
                balanced = Deconvolver.Run(picture, psf, options);
            Assert.Equal(Effort.Balanced, best.Parameters.Effort);
            Assert.Equal(reason, best.Parameters.PatchObstacle);
            Assert.Null(balanced.Parameters.PatchObstacle);
            Assert.Equal(balanced.Image[0].ToArray(), best.Image[0].ToArray());
        }
    }

    /// <summary>Where compression hides noise patches gain most; a large image would take minutes.</summary>
    [Fact]
    public void Automatic_effort_is_best_for_a_small_compressed_image_and_balanced_else()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.01);
        foreach (
            (double hidden, double? noise, Effort run) in ((double, double?, Effort)[])
                [(0.005, null, Effort.Best), (0, null, Effort.Balanced), (0.001, 0.001, Effort.Balanced)]
        )
        {
            var options = new DeconvolutionOptions { NoiseFloor = hidden, Noise = noise };
            using DeconvolutionResult auto = Deconvolver.Run(photo, psf, options with { Effort = Effort.Auto }),
                same = Deconvolver.Run(photo, psf, options with { Effort = run });
            Assert.Equal((run, (PatchObstacle?)null), (auto.Parameters.Effort, auto.Parameters.PatchObstacle)); // who did not ask needs no reason
            Assert.Equal(same.Image[0].ToArray(), auto.Image[0].ToArray());
        }

        var compressed = new DeconvolutionOptions { NoiseFloor = 0.005, Effort = Effort.Auto };
        Assert.True(PatchUse.IsRequested(compressed, new(1000, PatchUse.MaxAutomaticSamples / 1000)));
        Assert.False(PatchUse.IsRequested(compressed, new(1000, (PatchUse.MaxAutomaticSamples / 1000) + 1)));
        Assert.True(PatchUse.IsRequested(compressed with { Effort = Effort.Best }, new(4000, 3000)));
    }

    [Fact]
    public void Only_the_luminance_of_a_color_image_has_patches_and_iterations_are_obeyed()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(60, 70), 3), psf, 0.01);
        using DeconvolutionResult result = Deconvolver.Run(photo, psf, new() { Effort = Effort.Best });
        Assert.Equal([26, 20, 20], result.Planes.Select(p => p.Report.Iterations));
        using DeconvolutionResult exact = Deconvolver.Run(
            photo,
            psf,
            new()
            {
                Effort = Effort.Best,
                Control = new() { Iterations = 12 },
            }
        );
        Assert.Equal([12, 12, 12], exact.Planes.Select(p => p.Report.Iterations));
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
