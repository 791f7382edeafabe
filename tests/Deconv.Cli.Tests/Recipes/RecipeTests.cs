using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Deconv.Benchmarking;
using Deconv.Cli.Options;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Deconv.Cli.Tests.Recipes;

/// <summary>Recipes: the same picture again bit for bit, the same way for another picture, and every difference named.</summary>
public class RecipeTests
{
    private static readonly string Blurred = Cli.Sample("text-gaussian2.png");

    [Theory]
    [InlineData("deblur", "-p", "gaussian:2")]
    [InlineData("deblur", "-p", "gaussian:2", "--loss", "poisson", "--amount", "0.8", "--crop", "20,10,200,100")]
    [InlineData("deblur", "-p", "disk:2*gaussian:0.7", "-m", "wiener", "--saturation", "0.9", "--crop", "auto:96", "--crop-margin", "24")]
    [InlineData(
        "deblur",
        "-p",
        "gaussian:2",
        "-m",
        "nesterov",
        "--iterations",
        "7",
        "--boundary",
        "wrap",
        "--prior",
        "hyper:0.6",
        "--max-overshoot",
        "3",
        "--depth",
        "8"
    )]
    [InlineData("sharpen")]
    [InlineData("blind", "--kernel-size", "15", "--crops", "20,20,128,128", "--accept-anyway")]
    public void A_replay_gives_every_bit_with_any_number_of_threads(params string[] command)
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run([command[0], Blurred, .. command[1..], "-o", cli.At("out.png"), "--save-recipe", "auto", "-q", "-j", "2"]));
        string recipe = cli.At("out.png.recipe.json");
        Assert.Equal(ExitCode.Ok, cli.Run("replay", recipe, "-j", "1"));
        Assert.Contains("verified", cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, cli.Run("replay", recipe, "-j", "3", "-o", cli.At("again.png"), "-q"));
        Assert.Equal(File.ReadAllBytes(cli.At("out.png")), File.ReadAllBytes(cli.At("again.png")));
    }

    [Fact]
    public void What_differs_is_named_with_exit_code_6_and_nothing_is_written()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.Ok, cli.Run("deblur", Blurred, "-p", "gaussian:2", "-o", cli.At("out.png"), "--save-recipe", cli.At("r.json"), "-q"));
        Fails("differ from those of the recipe", r => r["options"]!["amount"] = "0.5");
        Fails("PSF in the recipe was modified", r => r["psf"]!["originRow"] = 1);
        Fails("no longer gives the PSF of the recipe", r => r["psf"]!["spec"] = "gaussian:2.1");
        Fails("not the file of the recipe", r => r["input"]!["sha256"] = new string('0', 64));
        Fails("the recipe is for", r => r["input"]!["width"] = 7);
        Assert.Equal(ExitCode.NotTrusted, cli.Run("replay", cli.At("r.json"), "--input", Cli.Sample("text.png"), "-o", cli.At("x.png")));
        Assert.False(File.Exists(cli.At("x.png")));

        void Fails(string message, Action<JsonNode> change)
        {
            JsonNode recipe = JsonNode.Parse(File.ReadAllText(cli.At("r.json")))!;
            change(recipe);
            File.WriteAllText(cli.At("changed.json"), recipe.ToJsonString());
            Assert.Equal(ExitCode.NotTrusted, cli.Run("replay", cli.At("changed.json"), "-o", cli.At("x.png")));
            Assert.Contains(message, cli.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(cli.At("x.png")));
        }
    }

    [Fact]
    public void Applied_to_another_picture_its_numbers_are_used_and_flags_come_before_it()
    {
        using var cli = new Cli();
        Assert.Equal(
            ExitCode.Ok,
            cli.Run("deblur", Blurred, "-p", "gaussian:2", "--effort", "fast", "-o", cli.At("out.png"), "--save-recipe", cli.At("r.json"), "-q")
        );
        JsonElement first = Model(Blurred),
            other = Model(Cli.Sample("camera-shake.png")),
            measured = Model(Cli.Sample("camera-shake.png"), "--measure");
        Assert.Equal(first.GetProperty("lambda").GetDouble(), other.GetProperty("lambda").GetDouble());
        Assert.Equal("recipe", other.GetProperty("lambdaSource").GetString());
        Assert.Equal("fast", other.GetProperty("effort").GetString());
        Assert.NotEqual(other.GetProperty("noise").GetDouble(), measured.GetProperty("noise").GetDouble());
        JsonElement flagged = Model(Cli.Sample("camera-shake.png"), "--lambda", "0.01", "--effort", "balanced");
        Assert.Equal(0.01, flagged.GetProperty("lambda").GetDouble());
        Assert.Equal("balanced", flagged.GetProperty("effort").GetString());

        // With another PSF the numbers of the recipe are not right any more.
        Assert.NotEqual(first.GetProperty("lambda").GetDouble(), Model(Blurred, "-p", "disk:1").GetProperty("lambda").GetDouble());

        JsonElement Model(string picture, params string[] options) =>
            cli.Json(["deblur", picture, "--recipe", cli.At("r.json"), "-o", cli.At("other.png"), "-f", "-q", "--accept-anyway", .. options])
                .GetProperty("model");
    }

    /// <summary>The picture was cut from larger surroundings, so its own hash differs; the PSF found by 'blind' is taken to it exactly.</summary>
    [Fact]
    public void A_psf_found_goes_to_another_picture_exactly()
    {
        using var cli = new Cli();
        Assert.Equal(
            ExitCode.Ok,
            cli.Run(
                "blind",
                Blurred,
                "--kernel-size",
                "15",
                "--crops",
                "20,20,128,128",
                "--accept-anyway",
                "-o",
                cli.At("out.png"),
                "--save-recipe",
                cli.At("r.json"),
                "-q"
            )
        );
        JsonElement json = cli.Json(
            "deblur",
            Cli.Sample("camera-shake.png"),
            "--recipe",
            cli.At("r.json"),
            "-o",
            cli.At("o.png"),
            "-q",
            "--accept-anyway"
        );
        using JsonDocument recipe = JsonDocument.Parse(File.ReadAllText(cli.At("r.json")));
        Assert.Equal(
            recipe.RootElement.GetProperty("psf").GetProperty("sha256").GetString(),
            json.GetProperty("psf").GetProperty("sha256").GetString()
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("""{"deconv":"1","recipe":9,"command":"deblur"}""")]
    [InlineData("""{"deconv":"1","recipe":1,"command":"selftest","madeBy":"x","input":{},"options":{}}""")]
    public void What_is_no_recipe_exits_with_3(string text)
    {
        using var cli = new Cli();
        File.WriteAllText(cli.At("r.json"), text);
        Assert.Equal(ExitCode.Input, cli.Run("replay", cli.At("r.json")));
        Assert.Equal(ExitCode.Input, cli.Run("deblur", Blurred, "--recipe", cli.At("r.json"), "-o", cli.At("o.png")));
        Assert.DoesNotContain("internal", cli.Error, StringComparison.Ordinal);
    }

    /// <summary>Whatever is changed in a recipe: an exit code of the list, and no internal error.</summary>
    [Fact]
    public void Damaged_recipes_are_refused_or_replayed()
    {
        using var cli = new Cli();
        Assert.Equal(
            ExitCode.Ok,
            cli.Run("deblur", Blurred, "-p", "disk:1", "--effort", "fast", "-o", cli.At("out.png"), "--save-recipe", cli.At("r.json"), "-q")
        );
        byte[] good = File.ReadAllBytes(cli.At("r.json"));
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] bad = [.. good];
            for (int k = 0; k <= i % 3; k++)
                bad[random.Next(bad.Length)] = (byte)random.Next(32, 127);
            File.WriteAllBytes(cli.At("bad.json"), bad);
            int code = cli.Run("replay", cli.At("bad.json"), "-q");
            Assert.True(
                code is ExitCode.Ok or ExitCode.Usage or ExitCode.Input or ExitCode.Psf or ExitCode.NotTrusted or ExitCode.Diverged,
                $"exit {code}: {cli.Error}"
            );
        }
    }

    /// <summary>The words of any options ask for these options, on the command line and in a recipe.</summary>
    [Fact]
    public void Words_and_options_say_the_same()
    {
        Gen<string> positive = Gen.Choose(1, 1_000_000).Select(n => (n / 777_777.0).ToString("R", CultureInfo.InvariantCulture));
        Gen<string> number = Gen.OneOf(Gen.Constant("auto"), positive);
        Gen<Dictionary<string, string>> words =
            from noise in number
            from lambda in number
            from prior in Gen.Elements(Choices.Priors.Select(p => p.Word).Append("hyper:0.55").ToArray())
            from method in Gen.Elements(Choices.Methods.Select(m => m.Word).ToArray())
            from boundary in Gen.Elements(Choices.Boundaries.Select(b => b.Word).ToArray())
            from channels in Gen.Elements(Choices.Channels.Select(c => c.Word).ToArray())
            from iterations in Gen.Elements("auto", "1", "17")
            from halo in Gen.Elements("off", "3")
            from impulses in Gen.Elements("true", "false")
            from saturation in Gen.Elements("auto", "off", "0.7")
            select new Dictionary<string, string>
            {
                ["noise"] = noise,
                ["lambda"] = lambda,
                ["prior"] = prior,
                ["method"] = method,
                ["boundary"] = boundary,
                ["channels"] = channels,
                ["iterations"] = iterations,
                ["max-overshoot"] = halo,
                ["keep-impulses"] = impulses,
                ["saturation"] = saturation,
                ["loss"] = "poisson",
                ["psf-trust"] = "exact",
                ["effort"] = "fast",
            };
        Prop.ForAll(
                words.ToArbitrary(),
                made =>
                {
                    RestoreRequest read = Options().Bind(Given.ByRecipe(made), 0),
                        again = Options().Bind(Given.ByRecipe(read.Words.ToDictionary(w => w.Key, w => w.Value)), 0),
                        typed = OnTheCommandLine(made);
                    Assert.All(made, word => Assert.Contains(word, read.Words));
                    Assert.Equal(read.Model, again.Model);
                    Assert.Equal(read.Model, typed.Model);
                    Assert.Equal((read.Saturation, read.Amount), (typed.Saturation, typed.Amount));
                    Assert.Equal(made["prior"], read.Model.Prior?.Name ?? "auto");
                    Assert.Equal(made["method"], read.Model.Method?.Name ?? "auto");
                }
            )
            .QuickCheckThrowOnFailure();
    }

    /// <summary>
    /// Recipes that version 0.1.0 wrote still give the same pixels; one does not, and says why. On a processor with other vectors the sums are
    /// rounded
    /// in another way, which is said, too.
    /// </summary>
    [Theory]
    [InlineData("deblur")]
    [InlineData("tv")]
    [InlineData("rl")]
    [InlineData("wiener")]
    [InlineData("l2")]
    [InlineData("fista")]
    [InlineData("sharpen")]
    [InlineData("crop")]
    public void Recipes_of_version_0_1_0_still_replay(string name)
    {
        using var cli = new Cli();
        int code = cli.Run("replay", Old(name), "-i", Cli.Sample("text-gaussian2.png"));
        if (File.ReadAllText(Old(name)).Contains($"\"vectorBits\": {EngineBenchmark.VectorBits}", StringComparison.Ordinal))
        {
            Assert.True(code == ExitCode.Ok, cli.Error);
            Assert.Contains("verified", cli.Error, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(ExitCode.NotTrusted, code);
            Assert.Contains("version 0.1.0", cli.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_recipe_whose_functional_has_changed_says_so()
    {
        using var cli = new Cli();
        Assert.Equal(ExitCode.NotTrusted, cli.Run("replay", Old("nesterov"), "-i", Cli.Sample("text-gaussian2.png")));
        Assert.Contains("only first differences", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_of_version_0_1_0_can_still_be_picked_from()
    {
        using var cli = new Cli();
        string[] replay = ["replay", Old("sweep"), "-i", Cli.Sample("text-gaussian2.png"), "--pick", "2", "-o", cli.At("picked.png")];
        Assert.True(cli.Run(replay) == ExitCode.Ok, cli.Error);
        Assert.Contains("λ=0.001", cli.Error, StringComparison.Ordinal);
    }

    private static string Old(string name) => Path.Combine(Cli.Samples, "..", "tests", "Deconv.Cli.Tests", "Recipes", "Version010", name + ".json");

    private static RestoreOptions Options() => new(psfGiven: true, new());

    private static RestoreRequest OnTheCommandLine(Dictionary<string, string> words)
    {
        RestoreOptions options = Options();
        var command = new Command("test");
        options.AddTo(command);
        ParseResult parsed = command.Parse(["-p", "delta", .. words.Select(w => $"--{w.Key}={w.Value}")]);
        Assert.Empty(parsed.Errors);
        return options.Bind(new(parsed), 0);
    }
}
