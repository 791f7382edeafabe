using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>Blur that differs across the frame: as text, as files, in recipes; psf field.</summary>
public class FieldTests
{
    private const string Lens = "field:\"gaussian:0.5 center, gaussian:2 corner\"";

    private const string Motion =
        """{"poses":[{"x":-3,"roll":-1},{"x":-2,"y":0.5,"roll":-0.6},{"x":0,"y":1},{"x":2,"y":0.5,"roll":0.6},{"x":3,"roll":1}]}""";

    [Fact]
    public void A_moving_camera_is_simulated_and_undone_by_the_field_of_its_poses()
    {
        using var cli = new Cli();
        string sharp = cli.Part("kodim08.png", 200, 100, 256, 200);
        File.WriteAllText(cli.At("motion.json"), Motion);
        Assert.Equal(ExitCode.Ok, cli.Run("blur", sharp, "--motion", cli.At("motion.json"), "--noise", "0.002", "-o", cli.At("shaken.png")));
        Assert.Contains("5 poses", cli.Error, StringComparison.Ordinal);
        string[] deblur = ["deblur", cli.At("shaken.png"), "-p", $"field:{cli.At("motion.json")}", "-o", cli.At("restored.png")];
        Assert.Equal(ExitCode.Ok, cli.Run([.. deblur, "--save-recipe", cli.At("recipe.json"), "--report", cli.At("report.html")]));
        double before = cli.Psnr(cli.At("shaken.png"), sharp, "--crop-border", "16"),
            after = cli.Psnr(cli.At("restored.png"), sharp, "--crop-border", "16");
        Assert.True(after > before + 3, $"{before:F2} dB, restored {after:F2}");
        Assert.Contains("The PSFs at their places", File.ReadAllText(cli.At("report.html")), StringComparison.Ordinal);

        // The recipe holds the field itself.
        File.Delete(cli.At("motion.json"));
        JsonElement replay = cli.Json("replay", cli.At("recipe.json"));
        Assert.True(replay.GetProperty("output").GetProperty("verified").GetBoolean());
    }

    [Fact]
    public void A_lens_is_saved_used_on_a_part_and_planned()
    {
        using var cli = new Cli();
        string sharp = cli.Part("kodim08.png", 100, 100, 240, 180);
        Assert.Equal(ExitCode.Ok, cli.Run("blur", sharp, "-p", Lens, "--noise", "0.002", "-o", cli.At("soft.png")));
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "field", "make", Lens, "--frame", "240x180", "-o", cli.At("lens.json")));
        string field = $"field:{cli.At("lens.json")}";
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("soft.png"), "-p", field, "-o", cli.At("a.png")));
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("soft.png"), "-p", Lens, "-o", cli.At("b.png")));
        Assert.Equal(File.ReadAllBytes(cli.At("a.png")), File.ReadAllBytes(cli.At("b.png")));

        // A part keeps its own part of the field: it is restored as in the whole.
        string[] part = ["deblur", cli.At("soft.png"), "-p", field, "--crop", "150,100,60,60", "--crop-margin", "40", "-o", cli.At("part.png")];
        Assert.Equal(ExitCode.Ok, cli.Run(part));
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("soft.png"), "-p", field, "--crop", "150,100,60,60", "-o", cli.At("cut.png")));
        Assert.InRange(cli.Psnr(cli.At("part.png"), cli.At("cut.png")), 38, double.PositiveInfinity);
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", cli.At("soft.png"), "-p", field, "-o", cli.At("c.png"), "--dry-run"));
        Assert.Contains("field of 9×9", cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kernels.tif")]
    [InlineData("kernels.png")]
    [InlineData("kernels.npy")]
    public void A_picture_of_all_PSFs_and_back(string picture)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("psf", "field", "convert", "roll:2", cli.At(picture), "--frame", "400x300"));
        JsonElement made = cli.Json("psf", "field", "show", "roll:2", "--frame", "400x300"),
            read = cli.Json("psf", "field", "show", cli.At(picture + ".json"), "--png", cli.At("map.png"));
        Assert.Equal(made.GetProperty("width").GetInt32(), read.GetProperty("width").GetInt32());
        double[] expected = Numbers(made, "rmsRadius"),
            actual = Numbers(read, "rmsRadius");
        Assert.Equal(Numbers(made, "columns"), Numbers(read, "columns"));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 0.01);
        Assert.True(new FileInfo(cli.At("map.png")).Length > 500);
    }

    [Fact]
    public void PSF_files_in_a_folder()
    {
        using var cli = new Cli();
        Directory.CreateDirectory(cli.At("lens"));
        cli.Run("psf", "make", "gaussian:0.7", "-o", cli.At("lens/a.txt"));
        cli.Run("psf", "make", "disk:2", "-o", cli.At("lens/b.txt"));
        File.WriteAllText(cli.At("lens/field.json"), """{"width":300,"height":200,"rows":[100],"columns":[0,299],"files":["a.txt","b.txt"]}""");
        JsonElement shown = cli.Json("psf", "field", "show", "field:" + cli.At("lens"));
        Assert.Equal([100], Numbers(shown, "rows"));
        Assert.Equal([1.07, 1.5], Numbers(shown, "rmsRadius").Select(r => Math.Round(r, 2)));
    }

    [Fact]
    public void The_right_field_explains_a_photograph_better()
    {
        using var cli = new Cli();
        string blurred = cli.At("soft.png");
        Assert.Equal(ExitCode.Ok, cli.Run("blur", Cli.Sample("kodim08.png"), "-p", Lens, "--noise", "0.002", "-o", blurred));
        JsonElement right = cli.Json("psf", "field", "check", Lens, "--image", blurred),
            wrong = cli.Json("psf", "field", "check", "gaussian:2 center, gaussian:0.5 corner", "--image", blurred);
        Assert.True(right.GetProperty("meanGain").GetDouble() > 0.02, right.ToString());
        Assert.True(wrong.GetProperty("meanGain").GetDouble() < right.GetProperty("meanGain").GetDouble() - 0.02, wrong.ToString());
    }

    [Theory]
    [InlineData("field:", "needs a file")]
    [InlineData("field:roll:90", "up to 20")]
    [InlineData("field:gaussian:1 center", "two stops or more")]
    [InlineData("field:gaussian:1 center, disk:2 corner", "one kind of blur")]
    [InlineData("field:gaussian:x center, gaussian:2 corner", "where a number belongs")]
    [InlineData("field:gaussian:0 center, gaussian:2 corner", "gaussian sigma")]
    public void A_text_that_is_no_field_is_explained(string text, string words)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Psf, cli.Run("deblur", Cli.Sample("text.png"), "-p", text, "-o", cli.At("x.png")));
        Assert.Contains(words, cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "'height' is not a whole number")]
    [InlineData("no json", "no JSON")]
    [InlineData("""{"width":9,"height":9,"rows":[1],"columns":[1]}""", "no PSFs")]
    [InlineData("""{"width":9,"height":9,"rows":[1],"columns":["a"],"files":[]}""", "'columns' is not a list of numbers")]
    [InlineData(
        """{"width":9,"height":9,"rows":[1],"columns":[1],"samples":"AAAA","psfWidth":3,"psfHeight":3,"originRow":1,"originColumn":1}""",
        "samples"
    )]
    [InlineData("""{"poses":[{"x":"a"}]}""", "'x' is not a number")]
    [InlineData("""{"poses":[]}""", "at least one pose")]
    public void A_file_that_is_no_field_is_explained(string json, string words)
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("f.json"), json);
        Assert.Equal(ExitCode.Input, cli.Run("deblur", Cli.Sample("text.png"), "-p", $"field:{cli.At("f.json")}", "-o", cli.At("x.png")));
        Assert.Contains(words, cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_one_PSF_is_needed_a_field_is_refused()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Psf, cli.Run("psf", "show", "field:roll:1"));
        Assert.Contains("deconv psf field show 'field:roll:1'", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Blur_takes_a_PSF_or_a_motion()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Usage, cli.Run("blur", Cli.Sample("text.png"), "-o", cli.At("x.png")));
        Assert.Contains("--psf or --motion", cli.Error, StringComparison.Ordinal);
        string[] both = ["blur", Cli.Sample("text.png"), "--motion", "m.json", "-o", cli.At("x.png")];
        Assert.Equal(ExitCode.Usage, cli.Run([.. both, "--boundary", "zero"]));
        Assert.Contains("replicate or unknown", cli.Error, StringComparison.Ordinal);
    }

    private static double[] Numbers(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
