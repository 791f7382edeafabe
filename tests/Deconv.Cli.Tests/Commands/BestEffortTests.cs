using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>--effort best, with the patch mixture of the library.</summary>
public class BestEffortTests
{
    /// <summary>The mixture was not trained on this picture.</summary>
    [Fact]
    public void Best_effort_beats_balanced_on_a_photograph_with_one_percent_of_noise()
    {
        using var cli = new Cli();
        string sharp = Cli.Sample("camera.png"),
            blurred = cli.At("blurred.png");
        Assert.Equal(
            ExitCode.Ok,
            cli.Run(
                "blur",
                sharp,
                "-p",
                Cli.Sample("camera-shake-psf.txt"),
                "--noise",
                "0.01",
                "--boundary",
                "unknown",
                "--transfer",
                "linear",
                "-o",
                blurred,
                "-q"
            )
        );
        (double balanced, _) = Restore("balanced");
        (double best, JsonElement json) = Restore("best");
        Assert.True(best > balanced + 0.15, $"{best:F2} dB, balanced {balanced:F2}");
        Assert.Equal("best", json.GetProperty("model").GetProperty("effort").GetString());

        (double, JsonElement) Restore(string effort)
        {
            JsonElement result = cli.Json(
                "deblur",
                blurred,
                "-p",
                Cli.Sample("camera-shake-psf.txt"),
                "--effort",
                effort,
                "--transfer",
                "linear",
                "-o",
                cli.At(effort + ".png"),
                "-q"
            );
            return (cli.Psnr(cli.At(effort + ".png"), sharp, "--transfer", "linear"), result);
        }
    }

    [Fact]
    public void Best_effort_says_when_it_is_balanced()
    {
        using var cli = new Cli();
        JsonElement json = cli.Json(
            "deblur",
            Cli.Sample("text-gaussian2.png"),
            "-p",
            "gaussian:2",
            "--psf-trust",
            "estimated",
            "--effort",
            "best",
            "-o",
            cli.At("r.png")
        );
        Assert.Equal("balanced", json.GetProperty("model").GetProperty("effort").GetString());
        Assert.Contains(
            json.GetProperty("warnings").EnumerateArray(),
            w => w.GetString()!.Contains("--effort balanced was used instead of best", StringComparison.Ordinal)
        );
    }
}
