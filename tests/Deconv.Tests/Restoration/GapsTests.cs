using Deconv.Estimation;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Pixels that hold no light: they are ignored, and the result keeps them.</summary>
public class GapsTests
{
    private static readonly Psf Lens = Psf.Disk(3);
    private static readonly Shape Size = new(96, 120);

    private static (PlanarImage Truth, PlanarImage Blurred) Scene(int planes)
    {
        using var scene = new PlanarImage(new(Size.Height + 6, Size.Width + 6), planes);
        for (int c = 0; c < planes; c++)
        for (int y = 0; y < scene.Shape.Height; y++)
        for (int x = 0; x < scene.Shape.Width; x++)
            scene.Row(c, y)[x] = 0.12f + (0.05f * c) + (0.05f * (((x / 11 * 7) + (y / 13 * 5) + (x / 17 * (y / 19))) % 12));
        PlanarImage blurred = Degradation.Blur(scene, Lens, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(blurred, 0.002, 1);
        return (scene.Crop(3, 3, Size), blurred);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_sample_that_is_no_number_is_ignored_and_stays(float bad)
    {
        (PlanarImage truth, PlanarImage blurred) = Scene(3);
        using DeconvolutionResult whole = Deconvolver.Run(blurred, Lens);
        blurred.Row(1, 40)[50] = bad;
        blurred.Row(2, 0)[7..9].Fill(bad);
        using DeconvolutionResult result = Deconvolver.Run(blurred, Lens);
        Assert.Equal((3, 0.0), (result.Parameters.Missing, result.Parameters.EmptyShare));
        Assert.Equal((0, 1, 2), (Bad(0), Bad(1), Bad(2)));
        Assert.Equal(bad, result.Image.Row(1, 40)[50]);
        MissingSamples.Fill(result.Image)!.Dispose();
        Assert.InRange(Scenes.Psnr(result.Image, truth), Scenes.Psnr(whole.Image, truth) - 2, 60);

        int Bad(int plane) => result.Image[plane].ToArray().Count(v => !float.IsFinite(v));
    }

    [Fact]
    public void Values_of_missing_samples_are_measured_without_them()
    {
        (PlanarImage _, PlanarImage blurred) = Scene(1);
        double noise = Deconvolver.Measure(blurred, Lens).Planes[0].Noise;
        blurred.Row(0, 40).Slice(50, 20).Fill(float.NaN);
        Assert.Equal(noise, Deconvolver.Measure(blurred, Lens).Planes[0].Noise, 0.05 * noise);
        using DeconvolutionResult stretched = Deconvolver.Run(blurred, Lens, new() { Stretch = new(0.1, 0.9) });
        Assert.Equal(20, stretched.Image[0].ToArray().Count(float.IsNaN));
    }

    [Fact]
    public void Without_any_number_there_is_nothing_to_restore()
    {
        (PlanarImage _, PlanarImage blurred) = Scene(1);
        blurred[0].Fill(float.NaN);
        Assert.Contains(
            "nothing to restore",
            Assert.Throws<ArgumentException>(() => Deconvolver.Run(blurred, Lens)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_picture_that_ends_inside_its_frame_is_restored_up_to_its_edge()
    {
        (PlanarImage truth, PlanarImage blurred) = Scene(1);
        using PlanarImage weights = new(Size, 1);
        for (int y = 0; y < Size.Height; y++)
        {
            weights.Row(0, y)[(30 + (y / 4))..].Fill(1);
            blurred.Row(0, y)[..(30 + (y / 4))].Fill(0.02f);
        }

        using DeconvolutionResult found = Deconvolver.Run(blurred, Lens),
            weighted = Deconvolver.Run(blurred, Lens, new() { Weights = weights }),
            believed = Deconvolver.Run(blurred, Lens, new() { FindEmptyBorder = false });
        Assert.Equal(1 - (weights[0].ToArray().Average()), found.Parameters.EmptyShare, 1e-4);
        Assert.Equal((0, 0), (weighted.Parameters.EmptyShare, believed.Parameters.EmptyShare));
        Assert.True(Error(found) < 0.3 * Error(believed), $"{Error(found):G3} with the border, {Error(believed):G3} without");
        Assert.Equal(Error(weighted), Error(found), 1e-6);
        Assert.All(Enumerable.Range(0, Size.Height), y => Assert.True(found.Image.Row(0, y)[..30].IndexOfAnyExcept(0.02f) < 0));

        double Error(DeconvolutionResult result)
        {
            double squares = 0;
            for (int i = 0; i < Size.Count; i++)
                squares += weights[0][i] * Math.Pow(result.Image[0][i] - truth[0][i], 2);
            return Math.Sqrt(squares);
        }
    }

    [Fact]
    public void Missing_samples_can_be_filled_in()
    {
        using var image = new PlanarImage(new(5, 5), 2);
        image[0].Fill(3);
        image[0][12] = float.NaN;
        image[1].Fill(float.PositiveInfinity);
        using PlanarImage missing = MissingSamples.Fill(image)!;
        Assert.Equal((3f, 0f), (image[0][12], image[1][7]));
        Assert.Equal(((1f, 1), 25f), ((missing[0][12], missing[0].ToArray().Count(v => v == 1)), missing[1].ToArray().Sum()));
        Assert.Null(MissingSamples.Fill(image));
    }
}
