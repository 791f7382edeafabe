using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>bench train-patches, and what comes of it.</summary>
public class TrainPatchesTests
{
    private static readonly string[] Names =
    [
        "brick.png",
        "cell.png",
        "chelsea.png",
        "coins.png",
        "grass.png",
        "gravel.png",
        "hubble_deep_field.jpg",
        "kodim04.png",
        "rocket.jpg",
        "text.png",
    ];

    [Fact]
    public void The_same_pictures_and_seed_give_the_same_file_whatever_the_threads()
    {
        using var cli = new Cli();
        Directory.CreateDirectory(cli.At("photos"));
        foreach (string name in Names)
            File.Copy(Cli.Sample("text.png"), cli.At(Path.Combine("photos", name)));
        foreach (string threads in (string[])["1", "2"])
            Assert.Equal(
                ExitCode.Ok,
                cli.Run(
                    "bench",
                    "train-patches",
                    "--data",
                    cli.Folder,
                    "-o",
                    cli.At(threads),
                    "--components",
                    "4",
                    "--patches",
                    "2000",
                    "--iterations",
                    "2",
                    "--threads",
                    threads
                )
            );
        Assert.Equal(File.ReadAllBytes(cli.At("1")), File.ReadAllBytes(cli.At("2")));
        Assert.Contains("SHA-256", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, cli.Run("bench", "train-patches", "--data", cli.Folder, "-o", cli.At("3"), "--components", "0"));
        Assert.Contains("1 to 4096", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_mixture_is_an_unreadable_input()
    {
        using var cli = new Cli();
        File.WriteAllBytes(cli.At("m.gmm"), new byte[100]);
        Assert.Equal(ExitCode.Input, cli.Run("bench", "photos", "--data", cli.Folder, "--effort", "best", "--patch-mixture", cli.At("m.gmm")));
        Assert.Contains("not a patch mixture", cli.Error, StringComparison.Ordinal);
    }

    /// <summary>The picture is none of those that the mixture was trained on.</summary>
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
        Assert.Contains(json.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("run as balanced", StringComparison.Ordinal));
    }
}
