using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Deconv.Cli.Options;
using Deconv.Cli.Recipes;
using Deconv.Restoration;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Deconv.Cli.Tests;

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
    [InlineData("blind", "--kernel-size", "15", "--crops", "0", "--accept-anyway")]
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
        Fails("not those of the recipe", r => r["options"]!["amount"] = "0.5");
        Fails("PSF in the recipe was changed", r => r["psf"]!["originRow"] = 1);
        Fails("not the one of the recipe any more", r => r["psf"]!["spec"] = "gaussian:2.1");
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
            cli.Json(["deblur", picture, "--recipe", cli.At("r.json"), "-o", cli.At("other.png"), "-f", "-q", .. options]).GetProperty("model");
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
                "0",
                "--accept-anyway",
                "-o",
                cli.At("out.png"),
                "--save-recipe",
                cli.At("r.json"),
                "-q"
            )
        );
        JsonElement json = cli.Json("deblur", Cli.Sample("camera-shake.png"), "--recipe", cli.At("r.json"), "-o", cli.At("o.png"), "-q");
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

    /// <summary>The words of any options ask for these options.</summary>
    [Fact]
    public void Words_and_options_say_the_same()
    {
        Gen<double> positive = Gen.Choose(1, 1_000_000).Select(n => n / 777_777.0);
        Gen<DeconvolutionOptions> options =
            from noise in Gen.Frequency((1, Gen.Constant<double?>(null)), (1, positive.Select(v => (double?)v)))
            from lambda in Gen.Frequency((1, Gen.Constant<double?>(null)), (1, positive.Select(v => (double?)v)))
            from prior in Gen.Elements(Catalog.Priors.Append(Prior.Power(0.55)).ToArray())
            from method in Gen.Elements(Catalog.Methods.ToArray())
            from boundary in Gen.Elements(Catalog.Boundaries.Select(b => b.Boundary).ToArray())
            from channels in Gen.Elements(ChannelMode.Each, ChannelMode.Luma, ChannelMode.Opponent)
            from iterations in Gen.Elements<int?>(null, 1, 17)
            from halo in Gen.Elements<double?>(null, 0.03)
            from impulses in Gen.Elements(true, false)
            select new DeconvolutionOptions
            {
                Noise = noise,
                Lambda = lambda,
                Prior = prior,
                Method = method,
                Boundary = boundary,
                Channels = channels,
                Iterations = iterations,
                MaxOvershoot = halo,
                FindImpulses = impulses,
                Loss = Loss.Poisson,
                PsfTrust = PsfTrust.Exact,
                Effort = Effort.Fast,
            };
        Prop.ForAll(
                options.ToArbitrary(),
                made =>
                {
                    var restore = new RestoreOptions();
                    var command = new Command("test");
                    restore.AddTo(command);
                    ParseResult parsed = command.Parse(["-p", "delta", .. OptionWords.Of(made, "off", 1).Select(o => $"--{o.Key}={o.Value}")]);
                    Assert.Empty(parsed.Errors);
                    using var picture = new Imaging.Photograph(new PlanarImage(new(4, 4), 1));
                    DeconvolutionOptions read = restore.Options(parsed, picture, 0);
                    Assert.Equal(
                        made with
                        {
                            OnCancel = read.OnCancel,
                            NoiseFloor = read.NoiseFloor,
                            LinearLight = read.LinearLight,
                            MaxOvershoot = read.MaxOvershoot,
                        },
                        read
                    );
                    Assert.Equal(made.MaxOvershoot ?? -1, read.MaxOvershoot ?? -1, 1e-15);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    /// <summary>What the file stores and what is restored differ by the transfer function; the patch prior has to know.</summary>
    [Fact]
    public void Options_say_whether_samples_are_light_that_the_file_stores_encoded()
    {
        var restore = new RestoreOptions(effort: Effort.Auto);
        var command = new Command("test");
        restore.AddTo(command);
        ParseResult parsed = command.Parse(["-p", "delta"]);
        using var encoded = new Imaging.Photograph(new PlanarImage(new(4, 4), 1)) { Transfer = TransferFunction.Srgb };
        using var linear = new Imaging.Photograph(new PlanarImage(new(4, 4), 1)) { Transfer = TransferFunction.Linear };
        Assert.True(restore.Options(parsed, encoded, 0).LinearLight);
        Assert.False(restore.Options(parsed, linear, 0).LinearLight);
        Assert.Equal(Effort.Auto, restore.Options(parsed, linear, 0).Effort);
    }
}
