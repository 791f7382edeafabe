using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>Whole blind restorations on the sample images.</summary>
public class BlindTests
{
    [Fact]
    public void Shake_is_found_removed_and_reported()
    {
        using var cli = new Cli();
        string blurred = Cli.Sample("camera-shake.png"),
            sharp = Cli.Sample("camera.png"),
            restored = cli.At("restored.png"),
            psf = cli.At("psf.txt"),
            report = cli.At("report.json");
        Assert.Equal(
            ExitCode.Ok,
            cli.Run(
                "blind",
                blurred,
                "--kernel-size",
                "25",
                "-o",
                restored,
                "--psf-out",
                psf,
                "--report",
                report,
                "--save-levels",
                cli.At("levels"),
                "-q"
            )
        );
        double before = cli.Psnr(blurred, sharp),
            after = cli.Psnr(restored, sharp);
        Assert.True(after > before + 3, $"{before:F2} dB before, {after:F2} dB after");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(report));
        Assert.Equal("trusted", json.RootElement.GetProperty("verdict").GetProperty("code").GetString());
        Assert.True(json.RootElement.GetProperty("levels").GetArrayLength() > 5);
        Assert.NotEmpty(Directory.GetFiles(cli.At("levels"), "*-kernel.png"));

        // The PSF is one that deblur takes.
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", blurred, "-p", psf, "-o", cli.At("again.png"), "-q"));
        Assert.True(cli.Psnr(cli.At("again.png"), sharp) > before + 2);
    }

    [Fact]
    public void A_sharp_picture_is_refused_with_a_reason_unless_asked_for()
    {
        using var cli = new Cli();
        string sharp = cli.Part("camera.png", 160, 60, 120, 112),
            output = cli.At("out.png");
        Assert.Equal(ExitCode.NotTrusted, cli.Run("blind", sharp, "--kernel-size", "15", "--crops", "0", "-o", output));
        Assert.False(File.Exists(output));
        Assert.Contains("--accept-anyway", cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, cli.Run("blind", sharp, "--kernel-size", "15", "--crops", "0", "--accept-anyway", "-o", output, "-q"));
        Assert.True(File.Exists(output));
    }

    [Fact]
    public void A_family_gives_its_parameters()
    {
        using var cli = new Cli();
        Assert.Equal(
            ExitCode.Ok,
            cli.Run("blind", Cli.Sample("astronaut-disk4.png"), "--family", "disk", "--kernel-size", "21", "--estimate-only", "--json", "-q")
        );
        using JsonDocument json = JsonDocument.Parse(cli.Out);
        string spec = json.RootElement.GetProperty("estimate").GetProperty("spec").GetString()!;
        Assert.StartsWith("disk:", spec, StringComparison.Ordinal);
        Assert.InRange(double.Parse(spec[5..], System.Globalization.CultureInfo.InvariantCulture), 3.6, 4.4);
    }

    [Theory]
    [InlineData("--kernel-size takes a whole number from 5 to 301, or auto, not '3'", "--kernel-size", "3")]
    [InlineData("--crops takes auto, a number from 0 to 9, or LEFT,TOP,WIDTH,HEIGHT, not '1,2'", "--crops", "1,2")]
    [InlineData("does not lie inside", "--crops", "0,0,5000,5000")]
    [InlineData("Did you mean 'motion'?", "--family", "moton")]
    public void Bad_requests_are_named(string message, params string[] options)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run(["blind", Cli.Sample("text.png"), "-o", cli.At("out.png"), .. options]));
        Assert.Contains(message, cli.Error, StringComparison.Ordinal);
    }
}
