using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>--mask: where to apply; --weights: what to trust.</summary>
public class MaskTests
{
    [Fact]
    public void A_mask_keeps_the_input_where_it_is_black()
    {
        using var cli = new Cli();
        string blurred = Cli.Sample("text-gaussian2.png");
        using Photograph before = ImageFile.Load(blurred);
        string mask = Drawn(
            cli,
            "mask.png",
            before.Shape,
            (x, _) =>
                x < 100 ? 0
                : x < 200 ? 0.5f
                : 1
        );
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", blurred, "-p", "gaussian:2", "--effort", "fast", "-o", cli.At("all.pfm"), "-q"));
        Assert.Equal(
            ExitCode.Ok,
            cli.Run(
                "deblur",
                blurred,
                "-p",
                "gaussian:2",
                "--effort",
                "fast",
                "--mask",
                mask,
                "-o",
                cli.At("part.pfm"),
                "--save-recipe",
                cli.At("r.json"),
                "-q"
            )
        );
        using Photograph all = ImageFile.Load(cli.At("all.pfm")),
            part = ImageFile.Load(cli.At("part.pfm"));
        for (int x = 0; x < before.Shape.Width; x++)
        {
            float share = x < 100 ? 0
                : x < 200 ? 128f / 255
                : 1,
                b = before.Color.Row(0, 70)[x],
                a = all.Color.Row(0, 70)[x];
            Assert.Equal(b + (share * (a - b)), part.Color.Row(0, 70)[x], 3e-3f);
        }

        Assert.Equal(ExitCode.Ok, cli.Run("replay", cli.At("r.json"), "-q"));
        Drawn(cli, "mask.png", before.Shape, (_, _) => 1);
        Assert.Equal(ExitCode.NotTrusted, cli.Run("replay", cli.At("r.json"), "-q"));

        // A crop takes its part of the mask.
        Drawn(
            cli,
            "mask.png",
            before.Shape,
            (x, _) =>
                x < 100 ? 0
                : x < 200 ? 0.5f
                : 1
        );
        Assert.Equal(
            ExitCode.Ok,
            cli.Run(
                "deblur",
                blurred,
                "-p",
                "gaussian:2",
                "--effort",
                "fast",
                "--mask",
                mask,
                "--crop",
                "90,40,80,60",
                "-o",
                cli.At("crop.pfm"),
                "-q"
            )
        );
        using Photograph crop = ImageFile.Load(cli.At("crop.pfm"));
        Assert.True(crop.Color.Row(0, 30).SequenceEqual(part.Color.Row(0, 70).Slice(90, 80)));
    }

    [Fact]
    public void What_weights_leave_out_has_no_influence_around_it()
    {
        using var cli = new Cli();
        using Photograph blurred = ImageFile.Load(Cli.Sample("text-gaussian2.png"));
        string weights = Drawn(cli, "weights.png", blurred.Shape, (x, y) => x is >= 150 and < 170 && y is >= 50 and < 70 ? 0 : 1);
        string[] outputs = ["one.pfm", "two.pfm"];
        foreach (string output in outputs)
        {
            for (int y = 50; y < 70 && output == outputs[1]; y++)
                blurred.Color.Row(0, y).Slice(150, 20).Fill(0.9f);
            ImageFile.Save(blurred, cli.At("blurred.png"), new SaveOptions { Overwrite = true });
            Assert.Equal(
                ExitCode.Ok,
                cli.Run(
                    "deblur",
                    cli.At("blurred.png"),
                    "-p",
                    "gaussian:2",
                    "--effort",
                    "fast",
                    "--noise",
                    "0.005",
                    "--lambda",
                    "1e-4",
                    "--keep-impulses",
                    "--saturation",
                    "off",
                    "--weights",
                    weights,
                    "-o",
                    cli.At(output),
                    "-q"
                )
            );
        }

        using Photograph one = ImageFile.Load(cli.At(outputs[0])),
            two = ImageFile.Load(cli.At(outputs[1]));
        double squares = 0; // the prior has two minima at a few samples, and rounding may decide between them far away
        for (int y = 0; y < one.Shape.Height; y++)
        for (int x = 0; x < one.Shape.Width; x++)
            if (x is < 140 or >= 180 || y is < 40 or >= 80)
                squares += Math.Pow(one.Color.Row(0, y)[x] - two.Color.Row(0, y)[x], 2);
        Assert.InRange(Math.Sqrt(squares / one.Shape.Count), 0, 0.002);
    }

    [Fact]
    public void Another_size_is_refused_before_the_work()
    {
        using var cli = new Cli();
        string mask = Drawn(cli, "mask.png", new Shape(10, 12), (_, _) => 1);
        foreach (string option in new[] { "--mask", "--weights" })
        {
            Assert.Equal(
                ExitCode.Usage,
                cli.Run("deblur", Cli.Sample("text-gaussian2.png"), "-p", "gaussian:2", option, mask, "-o", cli.At("x.png"))
            );
            Assert.Contains("12×10, the photograph", cli.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(cli.At("x.png")));
        }

        Assert.Equal(
            ExitCode.Input,
            cli.Run("deblur", Cli.Sample("text-gaussian2.png"), "-p", "gaussian:2", "--mask", cli.At("none.png"), "-o", cli.At("x.png"))
        );
    }

    private static string Drawn(Cli cli, string name, Shape shape, Func<int, int, float> value)
    {
        var plane = new PlanarImage(shape, 1);
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
            plane.Row(0, y)[x] = value(x, y);
        using var mask = new Photograph(plane) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Linear };
        ImageFile.Save(mask, cli.At(name), new SaveOptions { Overwrite = true, Transfer = TransferFunction.Linear });
        return cli.At(name);
    }
}
