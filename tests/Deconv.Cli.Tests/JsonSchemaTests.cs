using System.Text.Json;
using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests;

/// <summary>What every command writes with --json is what docs/schema promises.</summary>
public class JsonSchemaTests
{
    /// <summary>Schema and arguments; @ stands before names in a folder of its own, # before sample images.</summary>
    public static TheoryData<string, string[]> Commands => new()
    {
        { "deblur", ["deblur", "#text-gaussian2.png", "-p", "gaussian:2", "-o", "@a.png"] },
        { "deblur", ["deblur", "#text-gaussian2.png", "-p", "gaussian:2", "-o", "@a.png", "--crop", "10,10,64,48", "--crop-margin", "20"] },
        { "deblur", ["sharpen", "#text-gaussian2.png", "--sigma", "0.8", "-o", "@b.png"] },
        { "blind", ["blind", "#text-gaussian2.png", "--family", "gaussian", "--kernel-size", "15", "--accept-anyway", "-o", "@c.png"] },
        { "blind", ["blind", "#text-gaussian2.png", "--family", "gaussian", "--kernel-size", "15", "--estimate-only"] },
        { "sweep", ["sweep", "#text-gaussian2.png", "-p", "gaussian:2", "--lambda", "1e-4,1e-2", "--crop", "auto:96", "--sheet", "@d.png"] },
        { "sweep", ["sweep", "#text-gaussian2.png", "-p", "gaussian:2", "--psf-range", "sigma=1,2", "--crop", "auto:96", "--sheet", "@e.png"] },
        { "blur", ["blur", "#text.png", "-p", "disk:2", "-o", "@f.png"] },
        { "compare", ["compare", "#text-gaussian2.png", "#text.png"] },
        { "compare", ["compare", "#text.png", "#text.png"] },
        { "inspect", ["inspect", "@small.png"] },
        { "psf", ["psf", "show", "disk:3"] },
        { "psf", ["psf", "check", "gaussian:2", "--image", "#text-gaussian2.png"] },
        { "selftest", ["selftest"] },
        { "bench", ["bench", "convolve", "--size", "64", "--psf-size", "5", "--threads", "1"] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Results_are_as_their_schema_says(string schema, string[] args)
    {
        using var cli = new Cli();
        using (var small = new Photograph(new PlanarImage(new(96, 96), 1)))
        {
            for (int i = 0; i < 96 * 96; i++) small.Color[0][i] = i / 7 % 5 * 0.2f;
            ImageFile.Save(small, cli.At("small.png"));
        }

        JsonElement json = cli.Json([.. args.Select(a => a[0] == '@' ? cli.At(a[1..]) : a[0] == '#' ? Cli.Sample(a[1..]) : a)]);
        Assert.Empty(JsonSchema.Errors(json, schema));
    }

    [Fact]
    public void So_are_reports_recipes_replays_and_progress()
    {
        using var cli = new Cli();
        string[] blind = ["blind", Cli.Sample("text-gaussian2.png"), "--kernel-size", "9", "--crops", "0", "--accept-anyway", "-o", cli.At("a.png"), "--progress", "json"];
        Assert.Equal(ExitCode.Ok, cli.Run([.. blind, "--report", cli.At("report.json"), "--save-recipe", cli.At("recipe.json")]));
        string[] progress = [.. cli.Error.Split('\n').Where(l => l.StartsWith('{'))];
        Assert.NotEmpty(progress);
        Assert.All(progress, line => Assert.Empty(JsonSchema.Errors(Parse(line), "progress")));
        JsonElement report = Parse(File.ReadAllText(cli.At("report.json")));
        Assert.True(report.GetProperty("levels").GetArrayLength() > 0);
        Assert.Empty(JsonSchema.Errors(report, "blind"));
        Assert.Empty(JsonSchema.Errors(Parse(File.ReadAllText(cli.At("recipe.json"))), "recipe"));
        JsonElement replay = cli.Json("replay", cli.At("recipe.json"));
        Assert.Empty(JsonSchema.Errors(replay, "deblur"));
        Assert.True(replay.GetProperty("output").GetProperty("verified").GetBoolean());
        Assert.Equal(ExitCode.Ok, cli.Run("sweep", Cli.Sample("text-gaussian2.png"), "-p", "gaussian:2", "--psf-range", "sigma=1,2", "--crop", "auto:96", "--sheet", cli.At("s.png"), "--save-recipe", cli.At("s.json")));
        Assert.Empty(JsonSchema.Errors(Parse(File.ReadAllText(cli.At("s.json"))), "recipe"));
    }

    /// <summary>A check that lets everything pass proves nothing.</summary>
    [Theory]
    [InlineData("""{"deconv":"1.0.0","schema":2,"command":"compare","ok":true}""", "const")]
    [InlineData("""{"deconv":"1.0.0","schema":1,"command":"deblur","ok":true}""", "enum")]
    [InlineData("""{"deconv":"x","schema":1,"command":"compare","ok":true}""", "pattern")]
    [InlineData("""{"deconv":"1.0.0","schema":1,"command":"compare","ok":1}""", "type")]
    [InlineData("""{"deconv":"1.0.0","schema":1,"command":"compare","ok":true}""", "required")]
    public void A_wrong_object_is_caught(string json, string rule) => Assert.Contains(JsonSchema.Errors(Parse(json), "compare"), e => e.Contains(rule, StringComparison.Ordinal));

    /// <summary>Every schema is read through, so that a mistake in one that no command reaches is found.</summary>
    [Fact]
    public void Every_schema_can_be_read() => Assert.All(JsonSchema.Names, name => Assert.NotEmpty(JsonSchema.Errors(Parse("[]"), name)));

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
