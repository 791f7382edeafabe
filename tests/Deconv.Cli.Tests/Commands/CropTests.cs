using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>A crop is the part of the whole; with a margin it comes close, as close as is written down in docs/cli.md.</summary>
public class CropTests
{
    [Theory]
    [InlineData("astronaut-disk4.png", "deblur", "-p", "disk:4", "--effort", "fast")]
    [InlineData("text-gaussian2.png", "deblur", "-p", "gaussian:2", "--method", "rl", "--iterations", "8", "--amount", "0.7")]
    [InlineData("text-gaussian2.png", "sharpen", "--sigma", "0.8")]
    public void The_pixels_of_a_crop_are_those_of_the_whole(string picture, params string[] command)
    {
        using var cli = new Cli();
        string blurred = Cli.Sample(picture);
        Assert.Equal(ExitCode.Ok, cli.Run([command[0], blurred, .. command[1..], "-o", cli.At("whole.pfm"), "-q"]));
        Assert.Equal(ExitCode.Ok, cli.Run([command[0], blurred, .. command[1..], "--crop", "101,37,203,110", "-o", cli.At("crop.pfm"), "-q"]));
        Assert.Equal(0, Difference(cli, 37, 101).Largest);
    }

    [Fact]
    public void So_are_those_of_a_blind_restoration()
    {
        using var cli = new Cli();
        string[] blind = ["blind", Cli.Sample("text-gaussian2.png"), "--family", "gaussian", "--kernel-size", "15", "--accept-anyway", "-q"];
        Assert.Equal(ExitCode.Ok, cli.Run([.. blind, "-o", cli.At("whole.pfm")]));
        Assert.Equal(ExitCode.Ok, cli.Run([.. blind, "--crop", "40,20,100,90", "-o", cli.At("crop.pfm")]));
        Assert.Equal(0, Difference(cli, 20, 40).Largest);
    }

    /// <summary>The bounds of docs/cli.md: root mean square differences in units of white.</summary>
    [Fact]
    public void With_a_margin_they_come_close()
    {
        using var cli = new Cli();
        string blurred = Cli.Sample("astronaut-disk4.png");
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", blurred, "-p", "disk:4", "-o", cli.At("whole.pfm"), "-q"));
        foreach ((string margin, double bound) in new[] { ("0", 0.03), ("64", 0.005), ("128", 0.003) })
        {
            Assert.Equal(
                ExitCode.Ok,
                cli.Run("deblur", blurred, "-p", "disk:4", "--crop", "201,157,103,90", "--crop-margin", margin, "-o", cli.At("crop.pfm"), "-f", "-q")
            );
            Assert.InRange(Difference(cli, 157, 201).Rms, 1e-9, bound);
        }
    }

    [Fact]
    public void The_part_with_the_most_edges_is_found_and_named()
    {
        using var cli = new Cli();
        string box = cli.Json("deblur", Cli.Sample("camera-shake.png"), "-p", "gaussian:1.5", "--crop", "auto:160", "-o", cli.At("a.png"))
            .GetProperty("output")
            .GetProperty("crop")
            .GetString()!;
        Assert.EndsWith(",160,160", box, StringComparison.Ordinal);
        using Photograph crop = ImageFile.Load(cli.At("a.png"));
        Assert.Equal(new Shape(160, 160), crop.Shape);
    }

    [Theory]
    [InlineData("does not lie inside", "--crop", "400,0,100,50")]
    [InlineData("--crop takes LEFT,TOP,WIDTH,HEIGHT", "--crop", "10,10")]
    [InlineData("--crop auto:SIZE takes a whole number of at least 16", "--crop", "auto:3")]
    [InlineData("--crop-margin needs --crop", "--crop-margin", "30")]
    [InlineData("smaller than the PSF", "--crop", "50,50,8,8", "--crop-margin", "0")]
    public void Bad_boxes_are_named(string message, params string[] options)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run(["deblur", Cli.Sample("text-gaussian2.png"), "-p", "gaussian:2", "-o", cli.At("out.png"), .. options]));
        Assert.Contains(message, cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(cli.At("out.png")));
    }

    private static (double Largest, double Rms) Difference(Cli cli, int top, int left)
    {
        using Photograph whole = ImageFile.Load(cli.At("whole.pfm")),
            crop = ImageFile.Load(cli.At("crop.pfm"));
        using PlanarImage part = whole.Color.Crop(top, left, crop.Shape);
        double largest = 0,
            sum = 0;
        for (int plane = 0; plane < part.Count; plane++)
        for (int i = 0; i < part[plane].Length; i++)
        {
            double d = Math.Abs(part[plane][i] - crop.Color[plane][i]);
            largest = Math.Max(largest, d);
            sum += d * d;
        }

        return (largest, Math.Sqrt(sum / part.Count / part.Shape.Count));
    }
}
