using System.Text.Json;
using Deconv.Cli.Jobs.Sheets;
using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>Values on a crop: the sheet, the table, the choice, and the whole picture with the one that was picked.</summary>
public class SweepTests
{
    private static readonly string Blurred = Cli.Sample("astronaut-disk4.png");

    [Fact]
    public void A_pick_is_the_plain_command_with_that_value()
    {
        using var cli = new Cli();
        string blurred = cli.Part("astronaut-disk4.png", 120, 40, 256, 256);
        JsonElement json = cli.Json(
            "sweep",
            blurred,
            "-p",
            "disk:4",
            "--lambda",
            "1e-6..1e-2:5",
            "--crop",
            "auto:128",
            "--sheet",
            cli.At("try.png"),
            "-q"
        );
        JsonElement[] trials = [.. json.GetProperty("trials").EnumerateArray()];
        Assert.Equal([1e-6, 1e-5, 1e-4, 1e-3, 1e-2], trials.Select(t => t.GetProperty("value").GetDouble()), (a, b) => Math.Abs(a - b) < 1e-3 * a);
        Assert.All(
            trials.Skip(1).Zip(trials),
            p => Assert.True(p.First.GetProperty("roughness").GetDouble() < p.Second.GetProperty("roughness").GetDouble(), "more prior is smoother")
        );
        int choice = json.GetProperty("choice").GetInt32();
        Assert.Contains("auto", trials[choice - 1].GetProperty("marks").EnumerateArray().Select(m => m.GetString()));

        Assert.Equal(ExitCode.Ok, cli.Run("replay", json.GetProperty("recipe").GetString()!, "--pick", "3", "-o", cli.At("picked.png"), "-q"));
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", blurred, "-p", "disk:4", "--lambda", "1e-4", "-o", cli.At("plain.png"), "-q"));
        Assert.Equal(File.ReadAllBytes(cli.At("plain.png")), File.ReadAllBytes(cli.At("picked.png")));
        Assert.Equal(ExitCode.Usage, cli.Run("replay", json.GetProperty("recipe").GetString()!, "--pick", "6"));
        Assert.Equal(ExitCode.Usage, cli.Run("replay", json.GetProperty("recipe").GetString()!));
    }

    [Theory]
    [InlineData("astronaut-disk4.png", "disk:3", "r=3..5:3", "disk:r=4")]
    [InlineData("kodim08-motion15.png", "motion:15,0", "angle=0..60:3", "motion:angle=30,len=15")]
    public void The_spectrum_chooses_the_psf_and_its_pick_is_verified(string picture, string psf, string range, string expected)
    {
        using var cli = new Cli();
        JsonElement json = cli.Json(
            "sweep",
            cli.Part(picture, 120, 40, 256, 256),
            "-p",
            psf,
            "--psf-range",
            range,
            "--crop",
            "auto:96",
            "--crop-margin",
            "16",
            "--sheet",
            cli.At("try.png"),
            "-q"
        );
        int choice = json.GetProperty("choice").GetInt32();
        Assert.Equal(expected, json.GetProperty("trials")[choice - 1].GetProperty("psf").GetString());
        if (picture != "astronaut-disk4.png")
            return;
        Assert.Equal(
            ExitCode.Ok,
            cli.Run(
                "replay",
                json.GetProperty("recipe").GetString()!,
                "--pick",
                $"{choice}",
                "-o",
                cli.At("picked.png"),
                "--save-recipe",
                cli.At("picked.json"),
                "-q"
            )
        );
        Assert.Equal(ExitCode.Ok, cli.Run("replay", cli.At("picked.json"), "-j", "1"));
    }

    /// <summary>The label of a tile reads as its value: the dots of the font are found again on the sheet.</summary>
    [Fact]
    public void The_sheet_holds_the_input_and_every_value_with_labels_and_frames()
    {
        using var cli = new Cli();
        JsonElement json = cli.Json(
            "sweep",
            Blurred,
            "-p",
            "disk:4",
            "--lambda",
            "1e-5,1e-4",
            "--crop",
            "200,40,128,128",
            "--sheet",
            cli.At("try.png"),
            "-q"
        );
        using Photograph sheet = ImageFile.Load(cli.At("try.png")),
            blurred = ImageFile.Load(Blurred);
        using PlanarImage crop = blurred.Color.Crop(40, 200, new(128, 128)),
            cell = sheet.Color.Crop(15, 15, new(128, 128));
        for (int i = 0; i < 128 * 128; i += 97)
            Assert.Equal(crop[1][i], cell[1][i], 0.01);
        Assert.True(sheet.Shape.Width > 2 * 128 && sheet.Shape.Height > 128);

        foreach (string text in (string[])["input", "1  lambda 1e-5", "2  lambda 0.0001"])
        {
            using var written = new PlanarImage(new(2 * BitmapFont.Height, 2 * BitmapFont.Advance * text.Length), 1);
            BitmapFont.Write(written, 0, 0, 2, text, [1f]);
            Assert.True(Found(sheet.Color, written), $"'{text}' stands on the sheet");
        }

        Assert.Equal(2, json.GetProperty("trials").GetArrayLength());
    }

    [Fact]
    public void Every_letter_of_a_label_has_been_drawn() =>
        Assert.All(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:=+-*/()%\"; _",
            letter => Assert.True(BitmapFont.Has(letter), $"{letter}")
        );

    [Theory]
    [InlineData("Give exactly one of --lambda and --psf-range")]
    [InlineData("Give exactly one of --lambda and --psf-range", "--lambda", "1e-4,1e-3", "--psf-range", "r=1..4:3")]
    [InlineData("values above 0", "--lambda", "0..1:3")]
    [InlineData("values above 0", "--lambda", "1e-3..1e-4:3")]
    [InlineData("at most 64", "--psf-range", "r=1..4:1000")]
    [InlineData("has no parameter 'len', only r, feather, d", "--psf-range", "len=1..4:3")]
    public void Bad_sweeps_are_named(string message, params string[] options)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run(["sweep", Blurred, "-p", "disk:4", "--sheet", cli.At("try.png"), .. options]));
        Assert.Contains(message, cli.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(cli.Folder));
    }

    [Fact]
    public void An_existing_sheet_is_not_replaced_unless_asked()
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("try.png"), "mine");
        Assert.Equal(ExitCode.Output, cli.Run("sweep", Blurred, "-p", "disk:4", "--lambda", "1e-4,1e-3", "--sheet", cli.At("try.png")));
        Assert.Equal("mine", File.ReadAllText(cli.At("try.png")));
    }

    /// <summary>Whether some place of a picture is brighter than its surroundings exactly where a text has dots.</summary>
    private static bool Found(PlanarImage image, PlanarImage text)
    {
        for (int top = 0; top <= image.Shape.Height - text.Shape.Height; top++)
        for (int left = 0; left <= image.Shape.Width - text.Shape.Width; left++)
        {
            bool same = true;
            for (int y = 0; y < text.Shape.Height && same; y++)
            for (int x = 0; x < text.Shape.Width && same; x++)
                same = text.Row(0, y)[x] > 0.5f == image.Row(0, top + y)[left + x] > 0.3f;
            if (same)
                return true;
        }

        return false;
    }
}
