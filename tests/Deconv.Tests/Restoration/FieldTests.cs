using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Tiles;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Blur that differs across the frame, made by the projective maps of a camera that turns, not by the operator.</summary>
public class FieldTests
{
    private const int Margin = 16;
    private static readonly Shape Frame = new(192, 192);
    private static readonly Shape Whole = new(Frame.Height + (2 * Margin), Frame.Width + (2 * Margin));
    private static readonly CameraMotion Motion = new([
        .. Enumerable.Range(0, 64).Select(i => new CameraPose((i / 16.0) - 2, 1.5 * Math.Sin(i / 20.0), (i - 31.5) / 16)),
    ]);

    [Theory]
    [InlineData("gd")]
    [InlineData("fista")]
    [InlineData("nesterov")]
    [InlineData("landweber")]
    [InlineData("rl")]
    [InlineData("wiener")]
    public void Every_method_restores_a_field(string method)
    {
        (PlanarImage truth, PlanarImage photo) = Scene(1);
        var options = new DeconvolutionOptions { Method = RestorationMethod.All.Single(m => m.Name == method), Noise = 0.003 };
        PsfField field = Field(new(7, 7));
        using DeconvolutionResult whole = Deconvolver.Run(photo, field, options),
            one = Deconvolver.Run(photo, field.Middle(Frame), options);
        double before = Scenes.Psnr(photo, truth),
            after = Scenes.Psnr(whole.Image, truth),
            middle = Scenes.Psnr(one.Image, truth);
        Assert.True(after > before + 1.5 && after > middle + 1, $"{method}: {before:F2} dB, one PSF {middle:F2}, field {after:F2}");
    }

    [Fact]
    public void A_constant_field_restores_like_its_PSF()
    {
        Psf psf = Psf.Motion(7, 20);
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Leaves(Frame.Height, 3), psf, 0.003);
        using DeconvolutionResult field = Deconvolver.Run(photo, PsfField.Over(photo.Shape, new(3, 4), (_, _) => psf)),
            one = Deconvolver.Run(photo, psf);
        Assert.InRange(Scenes.Psnr(field.Image, one.Image), 50, double.PositiveInfinity);
    }

    [Fact]
    public void Lamps_and_dead_pixels_are_left_out()
    {
        (PlanarImage truth, PlanarImage photo) = Scene(3);
        for (int i = 0; i < 60; i++)
            photo[i % 3][((i * 4099) % Frame.Count) + 7] = i % 2;
        using DeconvolutionResult result = Deconvolver.Run(photo, Field(new(7, 7)), new() { SaturationLevel = 1 });
        Assert.True(result.Parameters.Impulses > 20, $"{result.Parameters.Impulses} impulses");
        Assert.InRange(Scenes.Psnr(result.Image, truth), Scenes.Psnr(photo, truth) + 2, double.PositiveInfinity);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        (_, PlanarImage photo) = Scene(1);
        using DeconvolutionResult one = Deconvolver.Run(photo, Field(new(5, 7)), new() { Control = new() { Threads = 1 } }),
            three = Deconvolver.Run(photo, Field(new(5, 7)), new() { Control = new() { Threads = 3 } });
        Assert.Equal(one.Image[0].ToArray(), three.Image[0].ToArray());
    }

    /// <summary>Tiles of large pictures take the part of the field where they lie.</summary>
    [Fact]
    public void Joined_tiles_are_the_whole_answer()
    {
        var picture = new Shape(260, 330);
        PsfField lens = PsfField.Over(picture, new(5, 5), (row, column) => Psf.Gaussian(0.6 + (row / 400) + (column / 300)));
        using PlanarImage photo = Degradation.Blur(Scenes.Drawn(picture), lens, Boundary.Symmetric);
        Degradation.AddGaussianNoise(photo, 0.004, 1);
        Psf psf = lens.Middle(picture);
        var options = new DeconvolutionOptions { Field = lens };
        var tiles = new DeconvolutionPlan(picture, 1, psf, options, RunHints.Default, TileLayout.Cheapest(picture, psf.Shape, 48, 48_000));
        Assert.True(tiles.TileCount > 1);
        using DeconvolutionResult joined = tiles.Run(photo);
        options = options with { Automatic = joined.Parameters.Automatic };
        using DeconvolutionResult whole = Deconvolver.Run(photo, psf, options);
        Assert.InRange(Scenes.Psnr(joined.Image, whole.Image), 55, double.PositiveInfinity);
        Assert.Equal(whole.Check.ChiSquare, joined.Check.ChiSquare, 0.05);
    }

    [Fact]
    public void A_PSF_that_does_not_belong_to_the_field_is_refused()
    {
        var options = new DeconvolutionOptions { Field = Field(new(3, 3)) };
        Assert.Contains("Field.Middle", Assert.Throws<InvalidPsfException>(() => Deconvolver.Plan(Frame, 1, Psf.Disk(1), options)).Message);
    }

    /// <summary>The true field of the frame, whose places lie Margin pixels inside the picture that was blurred.</summary>
    private static PsfField Field(Shape places) => PsfField.Over(Frame, places, (row, column) => Motion.PsfAt(Whole, row + Margin, column + Margin));

    private static (PlanarImage Truth, PlanarImage Photo) Scene(int planes)
    {
        using PlanarImage leaves = Scenes.Leaves(Whole.Height, planes),
            blurred = Motion.Blur(leaves);
        PlanarImage photo = blurred.Crop(Margin, Margin, Frame);
        Degradation.AddGaussianNoise(photo, 0.003, 1);
        return (leaves.Crop(Margin, Margin, Frame), photo);
    }
}
