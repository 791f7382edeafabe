using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>Whole restorations on the sample images.</summary>
public class DeblurTests
{
    [Theory]
    [InlineData("astronaut-disk4.png", "disk:4", "astronaut.png", 4)]
    [InlineData("astronaut-disk4.jpg", "disk:4", "astronaut.png", 3.5)]
    [InlineData("kodim08-motion15.png", "motion:15,30", "kodim08.png", 7)]
    [InlineData("camera-shake.png", "camera-shake-psf.txt", "camera.png", 6)]
    [InlineData("text-gaussian2.png", "gaussian:2", "text.png", 5)]
    public void Samples_are_visibly_sharper(string blurred, string psf, string sharp, double gain)
    {
        using var cli = new Cli();
        string spec = File.Exists(Cli.Sample(psf)) ? Cli.Sample(psf) : psf,
            restored = cli.At("restored.png");
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", Cli.Sample(blurred), "-p", spec, "-o", restored, "-q"));
        double before = cli.Psnr(Cli.Sample(blurred), Cli.Sample(sharp)),
            after = cli.Psnr(restored, Cli.Sample(sharp));
        Assert.True(after > before + gain, $"{before:F2} dB before, {after:F2} dB after");
    }

    /// <summary>
    /// Disk of radius 4 and 1 % noise: the default against every reasonable setting of the two classical methods, and the flipped PSF.
    /// </summary>
    [Fact]
    public void Default_beats_Wiener_and_Richardson_Lucy_at_their_best()
    {
        using var cli = new Cli();
        string sharp = cli.Part("camera.png", 128, 64, 256, 256),
            blurred = cli.At("blurred.png");
        Assert.Equal(
            ExitCode.Ok,
            cli.Run("blur", sharp, "-p", "disk:4", "--noise", "0.01", "--boundary", "unknown", "--transfer", "linear", "-o", blurred, "-q")
        );
        double ours = Restore("gd");
        double wiener = new[] { "0.001", "0.003", "0.006", "0.01", "0.02", "0.04", "0.1" }.Max(nsr => Restore("wiener", "--nsr", nsr));
        double rl = new[] { "5", "10", "20", "40", "80", "160" }.Max(n => Restore("rl", "--iterations", n));
        double before = cli.Psnr(blurred, sharp, "--transfer", "linear");
        Assert.True(ours > before + 3.5, $"{before:F2} blurred, {ours:F2} restored");
        Assert.True(ours > wiener + 0.5 && ours > rl + 0.5, $"ours {ours:F2}, Wiener {wiener:F2}, Richardson-Lucy {rl:F2}");

        double Restore(string method, params string[] options)
        {
            string restored = cli.At("restored.png");
            Assert.Equal(
                ExitCode.Ok,
                cli.Run([
                    "deblur",
                    blurred,
                    "-p",
                    "disk:4",
                    "-m",
                    method,
                    "--transfer",
                    "linear",
                    "-o",
                    restored,
                    "-f",
                    "-q",
                    "--accept-anyway",
                    .. options,
                ])
            );
            return cli.Psnr(restored, sharp, "--transfer", "linear");
        }
    }

    [Fact]
    public void A_flipped_asymmetric_psf_loses_more_than_3_dB()
    {
        using var cli = new Cli();
        string psf = Cli.Sample("camera-shake-psf.txt"),
            flipped = cli.At("flipped.txt");
        string[] rows = File.ReadAllLines(psf);
        File.WriteAllLines(flipped, rows.Reverse().Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Reverse())));
        double right = Restore(psf),
            wrong = Restore(flipped);
        Assert.True(right > wrong + 3, $"{right:F2} dB with the PSF, {wrong:F2} dB with it flipped");

        double Restore(string spec)
        {
            Assert.Equal(
                ExitCode.Ok,
                cli.Run("deblur", Cli.Sample("camera-shake.png"), "-p", spec, "-o", cli.At("r.png"), "-f", "-q", "--accept-anyway")
            );
            return cli.Psnr(cli.At("r.png"), Cli.Sample("camera.png"));
        }
    }

    /// <summary>No frame: the outermost pixels are restored about as well as the middle.</summary>
    [Fact]
    public void The_border_is_restored_as_well_as_the_middle()
    {
        using var cli = new Cli();
        string restored = cli.At("restored.png"),
            blurred = cli.Part("kodim08-motion15.png", 200, 100, 300, 240),
            sharp = cli.Part("kodim08.png", 207, 104, 300, 240); // 7 and 4 pixels more on each side
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", blurred, "-p", "motion:15,30", "-o", restored, "-q"));
        double whole = cli.Psnr(restored, sharp, "--max-shift", "0", "--crop-border", "1");
        double middle = cli.Psnr(restored, sharp, "--max-shift", "0", "--crop-border", "30");
        Assert.True(whole > middle - 0.5, $"{whole:F2} dB to the border, {middle:F2} dB in the middle");
    }

    [Fact]
    public void Json_tells_what_was_done()
    {
        using var cli = new Cli();
        JsonElement json = cli.Json("deblur", Cli.Sample("text-gaussian2.png"), "-p", "gaussian:2", "-o", cli.At("r.png"), "-q", "--iterations", "7");
        Assert.Equal(1, json.GetProperty("schema").GetInt32());
        Assert.Equal("deblur", json.GetProperty("command").GetString());
        Assert.Equal(7, json.GetProperty("solve").GetProperty("iterations").GetInt32());
        Assert.Equal(7, json.GetProperty("solve").GetProperty("objective").GetArrayLength());
        Assert.Equal("auto", json.GetProperty("model").GetProperty("lambdaSource").GetString());
        Assert.Equal(17, json.GetProperty("psf").GetProperty("width").GetInt32());
        Assert.True(File.Exists(json.GetProperty("output").GetProperty("path").GetString()));
    }

    [Fact]
    public void Every_method_prior_and_boundary_of_the_catalog_runs()
    {
        using var cli = new Cli();
        string blurred = cli.Part("text-gaussian2.png", 60, 10, 200, 100),
            sharp = cli.Part("text.png", 68, 18, 200, 100); // 8 pixels more on each side
        foreach (
            string[] choice in Catalog
                .Methods.Select(m => new[] { "--method", m.Name })
                .Concat(Catalog.Priors.Select(p => new[] { "--prior", p.Name }))
                .Concat(Catalog.Boundaries.SelectMany(b => b.Aliases.Append(b.Name)).Select(b => new[] { "--boundary", b }))
        )
        {
            string restored = cli.At(string.Concat(choice) + ".png");
            Assert.Equal(ExitCode.Ok, cli.Run(["deblur", blurred, "-p", "gaussian:2", "-o", restored, "--iterations", "3", "-q", .. choice]));
            Assert.True(cli.Psnr(restored, sharp) > 20);
        }
    }

    [Fact]
    public void The_default_output_stands_beside_the_input_and_nothing_is_replaced_unasked()
    {
        using var cli = new Cli();
        File.Copy(Cli.Sample("text-gaussian2.png"), cli.At("shot.png"));
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("shot.png"), "-p", "gaussian:2", "--effort", "fast"));
        Assert.True(File.Exists(cli.At("shot-deblurred.png")));
        Assert.Contains("shot-deblurred.png", cli.Error, StringComparison.Ordinal);
        DateTime written = File.GetLastWriteTimeUtc(cli.At("shot-deblurred.png"));
        Assert.Equal(ExitCode.Output, cli.Run("deblur", cli.At("shot.png"), "-p", "gaussian:2"));
        Assert.Contains("--force", cli.Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(cli.At("shot-deblurred.png")));
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("shot.png"), "-p", "gaussian:2", "-f", "--effort", "fast"));
    }

    [Fact]
    public void One_bad_file_does_not_stop_the_others()
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("bad.png"), "not a picture");
        File.Copy(Cli.Sample("text-gaussian2.png"), cli.At("good.png"));
        int code = cli.Run("deblur", cli.At("bad.png"), cli.At("good.png"), "-p", "gaussian:2", "--out-dir", cli.At("out"), "--effort", "fast");
        Assert.Equal(ExitCode.SomeFailed, code);
        Assert.Equal(["good-deblurred.png"], Directory.GetFiles(cli.At("out")).Select(Path.GetFileName));
        Assert.Contains("1 of 2 files done, 1 failed", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Amount_blends_with_the_input()
    {
        using var cli = new Cli();
        string blurred = Cli.Sample("text-gaussian2.png");
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", blurred, "-p", "gaussian:2", "--amount", "0", "-o", cli.At("none.png"), "-q"));
        Assert.Equal(double.PositiveInfinity, Infinite(cli.Json("compare", cli.At("none.png"), blurred)));

        static double Infinite(JsonElement json) =>
            json.GetProperty("psnr").ValueKind == JsonValueKind.Null ? double.PositiveInfinity : json.GetProperty("psnr").GetDouble();
    }

    [Fact]
    public void Depth_can_be_asked_for_and_is_kept_otherwise()
    {
        using var cli = new Cli();
        JsonElement json = cli.Json("deblur", Cli.Sample("camera-shake.png"), "-p", "delta", "-o", cli.At("same.png"), "-q", "--effort", "fast");
        Assert.Equal("16", json.GetProperty("output").GetProperty("depth").GetString());
        json = cli.Json("deblur", Cli.Sample("camera-shake.png"), "-p", "delta", "-o", cli.At("f.pfm"), "-q", "--depth", "f32", "--effort", "fast");
        Assert.Equal("f32", json.GetProperty("output").GetProperty("depth").GetString());
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_threads()
    {
        using var cli = new Cli();
        foreach (int threads in (int[])[1, 2, 5])
            Assert.Equal(
                ExitCode.Ok,
                cli.Run(
                    "deblur",
                    Cli.Sample("text-gaussian2.png"),
                    "-p",
                    "gaussian:2",
                    "-o",
                    cli.At($"{threads}.png"),
                    "-q",
                    "-j",
                    threads.ToString(CultureInfo.InvariantCulture)
                )
            );
        Assert.Equal(File.ReadAllBytes(cli.At("1.png")), File.ReadAllBytes(cli.At("2.png")));
        Assert.Equal(File.ReadAllBytes(cli.At("1.png")), File.ReadAllBytes(cli.At("5.png")));
    }
}
