using System.Globalization;
using System.Text.Json;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>blur, psf, compare, selftest and help.</summary>
public class OtherCommandsTests
{
    [Fact]
    public void Selftest_passes_and_prints_the_largest_errors()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("selftest"));
        Assert.Contains("dot-test, Valid convolution", cli.Out, StringComparison.Ordinal);
        Assert.Contains(" 0 failed", cli.Out, StringComparison.Ordinal);
        Assert.True(cli.Json("selftest").GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void A_delta_leaves_a_16_bit_picture_as_it_is()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("blur", Cli.Sample("camera-shake.png"), "-p", "delta", "-o", cli.At("same.png")));
        JsonElement json = cli.Json("compare", cli.At("same.png"), Cli.Sample("camera-shake.png"));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("psnr").ValueKind);
        Assert.Equal(0, json.GetProperty("squaredError").GetDouble());
    }

    [Fact]
    public void Blur_is_reproducible_from_its_seed_and_crops_when_nothing_is_assumed_outside()
    {
        using var cli = new Cli();
        foreach (string name in (string[])["a.png", "b.png"])
            cli.Run("blur", Cli.Sample("text.png"), "-p", "disk:3", "--noise", "2/255", "--poisson", "5000", "--seed", "9", "-o", cli.At(name));
        cli.Run("blur", Cli.Sample("text.png"), "-p", "disk:3", "--noise", "2/255", "--poisson", "5000", "--seed", "10", "-o", cli.At("c.png"));
        Assert.Equal(File.ReadAllBytes(cli.At("a.png")), File.ReadAllBytes(cli.At("b.png")));
        Assert.NotEqual(File.ReadAllBytes(cli.At("a.png")), File.ReadAllBytes(cli.At("c.png")));
        JsonElement json = cli.Json("blur", Cli.Sample("text.png"), "-p", "disk:3", "--boundary", "unknown", "-o", cli.At("d.png"));
        Assert.Equal(448 - 6, json.GetProperty("width").GetInt32());
        Assert.Equal(172 - 6, json.GetProperty("height").GetInt32());
    }

    [Theory]
    [InlineData("k.txt")]
    [InlineData("k.csv")]
    [InlineData("k.npy")]
    [InlineData("k.pfm")]
    [InlineData("k.png")]
    public void A_psf_made_is_the_psf_read(string name)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "make", "disk:3*gaussian:0.6", "-o", cli.At(name)));
        JsonElement made = cli.Json("psf", "show", "disk:3*gaussian:0.6"),
            read = cli.Json("psf", "show", cli.At(name));
        foreach (string property in (string[])["width", "height", "rmsRadius", "symmetry"])
            Assert.Equal(made.GetProperty(property).GetDouble(), read.GetProperty(property).GetDouble(), 2e-3);
        Assert.Equal(ExitCode.Output, cli.Run("psf", "make", "disk:3", "-o", cli.At(name)));
    }

    [Fact]
    public void Psf_check_names_what_is_wrong()
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("off.txt"), "0 0 0 0 0\n0 0 0 0 0\n0 0 0 1 1\n0 0 0 1 1\n0 0 0 0 0\n");
        JsonElement json = cli.Json("psf", "check", cli.At("off.txt"));
        Assert.Contains("off-center", json.GetProperty("findings").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "check", "disk:3"));
        Assert.Contains("No defects", cli.Out, StringComparison.Ordinal);
    }

    /// <summary>Followed as printed, also in a shell, the advice works and is not repeated.</summary>
    [Fact]
    public void The_advice_for_a_PSF_of_even_size_works_as_printed()
    {
        using var cli = new Cli();
        string file = cli.At("it's even.txt");
        File.WriteAllText(file, "1 1 1 1\n1 1 1 1\n1 1 1 1\n1 1 1 1\n");
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "check", file));
        string advice = Output.ShellWords.Join([$"file:{file},center=centroid"]);
        Assert.Contains("give the PSF as " + advice, cli.Out, StringComparison.Ordinal);
        string[] again = [$"file:{file},center=centroid", $"{file},center=centroid"];
        foreach (string spec in again)
        {
            Assert.Equal(ExitCode.Ok, cli.Run("psf", "check", spec));
            Assert.DoesNotContain("off-center", cli.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("even-size", cli.Out, StringComparison.Ordinal);
        }
    }

    /// <summary>A float file of linear light and the same picture in sRGB codes are the same picture.</summary>
    [Fact]
    public void Compare_does_not_take_another_curve_for_another_picture()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("blur", Cli.Sample("text.png"), "-p", "delta", "-o", cli.At("light.pfm"), "-q"));
        JsonElement psnr = cli.Json("compare", cli.At("light.pfm"), Cli.Sample("text.png")).GetProperty("psnr");
        Assert.True(psnr.ValueKind == JsonValueKind.Null || psnr.GetDouble() > 60, $"{psnr}"); // null: no difference at all
    }

    [Fact]
    public void Compare_reports_a_shift_as_a_shift()
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("shift.txt"), "0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 1\n");
        cli.Run("blur", Cli.Sample("camera.png"), "-p", cli.At("shift.txt"), "-o", cli.At("moved.png"));
        JsonElement json = cli.Json("compare", cli.At("moved.png"), Cli.Sample("camera.png"));
        Assert.Equal(2, json.GetProperty("shiftX").GetDouble());
        Assert.Equal(2, json.GetProperty("shiftY").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("psnr").ValueKind);
        Assert.Equal(1, json.GetProperty("ssim").GetDouble(), 1e-6);
    }

    [Fact]
    public void Help_leads_with_examples()
    {
        using var cli = new Cli();
        foreach (
            string[] command in (string[][])
                [
                    [],
                    ["deblur"],
                    ["blur"],
                    ["compare"],
                    ["psf"],
                    ["psf", "make"],
                ]
        )
        {
            Assert.Equal(ExitCode.Ok, cli.Run([.. command, "--help"]));
            Assert.Contains("deconv", cli.Out, StringComparison.OrdinalIgnoreCase);
            Assert.True(command is ["psf"] || cli.Out.Contains("Example", StringComparison.Ordinal), string.Join(' ', command));
        }
    }

    /// <summary>The language of the help is the one of the catalog: every example in it makes a PSF.</summary>
    [Fact]
    public void Every_psf_of_the_help_can_be_shown()
    {
        using var cli = new Cli();
        foreach (PsfGenerator generator in Catalog.Psfs)
        {
            Assert.Equal(ExitCode.Ok, cli.Run("psf", "show", generator.Example));
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"sum before scaling"), cli.Out, StringComparison.Ordinal);
        }
    }
}
