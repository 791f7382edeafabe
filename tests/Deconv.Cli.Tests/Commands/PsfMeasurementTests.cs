using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>PSFs from pictures, through the command line.</summary>
public class PsfMeasurementTests
{
    [Fact]
    public void A_point_gives_the_blur_and_restores_with_it()
    {
        using var cli = new Cli();
        string[] row = [.. Enumerable.Repeat("100", 90)],
            star = [.. row];
        star[44] = "60000";
        File.WriteAllText(
            cli.At("sky.pgm"),
            "P2\n90 80\n65535\n" + string.Join("\n", Enumerable.Range(0, 80).Select(y => string.Join(' ', y == 40 ? star : row)))
        );
        Assert.Equal(ExitCode.Ok, cli.Run("blur", cli.At("sky.pgm"), "-p", "gaussian:1.8", "--transfer", "linear", "-o", cli.At("night.pgm")));
        JsonElement json = cli.Json(
            "psf",
            "from-point",
            cli.At("night.pgm"),
            "--at",
            "42,41",
            "--size",
            "17",
            "--transfer",
            "linear",
            "-o",
            cli.At("k.pfm")
        );
        Assert.Equal(44, json.GetProperty("x").GetInt32());
        Assert.InRange(json.GetProperty("rmsRadius").GetDouble() / Math.Sqrt(2), 1.75, 1.9);
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "check", cli.At("k.pfm")));
        Assert.Equal(ExitCode.Usage, cli.Run("psf", "from-point", cli.At("night.pgm"), "--at", "10,10", "-o", cli.At("n.txt")));
        Assert.Equal(ExitCode.Usage, cli.Run("psf", "from-point", cli.At("night.pgm"), "--at", "ten", "-o", cli.At("n.txt")));
    }

    [Fact]
    public void An_edge_gives_its_width()
    {
        using var cli = new Cli();
        File.WriteAllText(
            cli.At("edge.pgm"),
            "P2\n100 100\n255\n"
                + string.Join(
                    "\n",
                    Enumerable
                        .Range(0, 100)
                        .Select(y =>
                            string.Join(' ', Enumerable.Range(0, 100).Select(x => (int)(50 + (150 * Math.Clamp(x - 45 - (0.11 * y) + 0.5, 0, 1)))))
                        )
                )
        );
        cli.Run("blur", cli.At("edge.pgm"), "-p", "gaussian:2", "--transfer", "linear", "-o", cli.At("soft.pgm"));
        JsonElement json = cli.Json("psf", "from-edge", cli.At("soft.pgm"), "--box", "20,20,60,60", "--transfer", "linear", "-o", cli.At("k.txt"));
        Assert.InRange(json.GetProperty("fwhm").GetDouble(), 0.93 * 2.3548 * 2, 1.07 * 2.3548 * 2);
        Assert.Equal(ExitCode.Output, cli.Run("psf", "from-edge", cli.At("soft.pgm"), "--box", "20,20,60,60", "-o", cli.At("k.txt")));
        Assert.Equal(ExitCode.Usage, cli.Run("psf", "from-edge", cli.At("soft.pgm"), "--box", "80,20,60,60", "-o", cli.At("l.txt")));
    }

    [Fact]
    public void An_estimate_is_written_when_it_is_to_be_believed()
    {
        using var cli = new Cli();
        string blurred = cli.Part("camera-shake.png", 100, 40, 288, 288);
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "estimate", blurred, "--kernel-size", "25", "--crops", "0", "-o", cli.At("k.txt"), "-q"));
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "show", cli.At("k.txt"), "--png", cli.At("k.png")));
        Assert.True(new FileInfo(cli.At("k.png")).Length > 500);
        string[] sharp = ["psf", "estimate", Cli.Sample("text.png"), "--kernel-size", "15", "--crops", "20,20,128,128", "-q"];
        Assert.Equal(ExitCode.NotTrusted, cli.Run([.. sharp, "-o", cli.At("none.txt")]));
        Assert.False(File.Exists(cli.At("none.txt")));
    }

    [Theory]
    [InlineData("txt")]
    [InlineData("csv")]
    [InlineData("npy")]
    [InlineData("png")]
    [InlineData("pfm")]
    public void Files_are_converted(string format)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "convert", Cli.Sample("camera-shake-psf.txt"), cli.At("k." + format)));
        Assert.Equal(
            cli.Json("psf", "show", Cli.Sample("camera-shake-psf.txt")).GetProperty("rmsRadius").GetDouble(),
            cli.Json("psf", "show", cli.At("k." + format)).GetProperty("rmsRadius").GetDouble(),
            1e-3
        );
        Assert.Equal(ExitCode.Output, cli.Run("psf", "convert", Cli.Sample("camera-shake-psf.txt"), cli.At("k." + format)));
    }

    [Fact]
    public void A_bad_psf_is_put_right()
    {
        using var cli = new Cli();
        File.WriteAllText(
            cli.At("off.txt"),
            string.Join(
                "\n",
                Enumerable
                    .Range(0, 12)
                    .Select(y => string.Join(' ', Enumerable.Range(0, 12).Select(x => x is > 5 and < 9 && y is > 6 and < 10 ? "1" : "0.01")))
            )
        );
        JsonElement before = cli.Json("psf", "check", cli.At("off.txt"));
        Assert.True(before.GetProperty("findings").GetArrayLength() >= 2);
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "check", cli.At("off.txt"), "--fix", cli.At("good.txt")));
        JsonElement after = cli.Json("psf", "check", cli.At("good.txt"));
        Assert.Equal(0, after.GetProperty("findings").GetArrayLength());
        Assert.Equal(3, after.GetProperty("width").GetInt32());
    }
}
