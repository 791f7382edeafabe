using System.Text.Json;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>A result that artifacts ruin is refused, and written only if asked for.</summary>
public class RefusalTests
{
    private static readonly string[] Wrong = ["-p", "motion:15,120", "--effort", "balanced"];

    private static string Blurred(Cli cli) => cli.Part("kodim08-motion15.png", 200, 100, 300, 240);

    [Fact]
    public void A_ruined_result_is_refused_and_nothing_is_written()
    {
        using var cli = new Cli();
        string blurred = Blurred(cli);
        string output = cli.At("out.png"),
            recipe = cli.At("recipe.json");
        Assert.Equal(ExitCode.NotTrusted, cli.Run(["deblur", blurred, .. Wrong, "-o", output, "--save-recipe", recipe]));
        Assert.Equal(blurred, Assert.Single(Directory.GetFiles(cli.Folder)));
        Assert.Contains("artifacts", cli.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("--accept-anyway", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_names_a_command_that_works()
    {
        using var cli = new Cli();
        string blurred = Blurred(cli);
        cli.Run(["deblur", blurred, .. Wrong, "-o", cli.At("out.png"), "-q"]);
        int at = cli.Error.IndexOf("deconv psf check", StringComparison.Ordinal);
        Assert.True(at >= 0, cli.Error);
        string[] words = ["psf", "check", "motion:15,120", "--image", blurred];
        Assert.StartsWith(Output.ShellWords.Join(["deconv", .. words]), cli.Error[at..], StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, cli.Run(words));
    }

    [Fact]
    public void It_is_written_if_asked_for_and_its_recipe_can_be_replayed()
    {
        using var cli = new Cli();
        string blurred = Blurred(cli);
        string output = cli.At("out.png"),
            recipe = cli.At("recipe.json");
        Assert.Equal(ExitCode.Ok, cli.Run(["deblur", blurred, .. Wrong, "-o", output, "--save-recipe", recipe, "--accept-anyway"]));
        Assert.True(File.Exists(output));
        Assert.Contains("check: Artifacts", cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, cli.Run("replay", recipe, "-q"));
    }

    [Fact]
    public void The_JSON_result_says_that_it_is_not_ok()
    {
        using var cli = new Cli();
        string blurred = Blurred(cli);
        Assert.Equal(ExitCode.NotTrusted, cli.Run(["deblur", blurred, .. Wrong, "-o", cli.At("out.png"), "--json", "-q"]));
        using JsonDocument json = JsonDocument.Parse(cli.Out);
        Assert.Empty(JsonSchema.Errors(json.RootElement, "deblur"));
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("artifacts", json.RootElement.GetProperty("check").GetProperty("verdict").GetString());
        Assert.Equal("", json.RootElement.GetProperty("output").GetProperty("path").GetString());
    }

    [Fact]
    public void In_a_batch_the_others_are_processed()
    {
        using var cli = new Cli();
        string blurred = Blurred(cli);
        File.Copy(blurred, cli.At("a.png"));
        cli.Run("blur", cli.Part("camera.png", 120, 60, 256, 256), "-p", Wrong[1], "--noise", "0.005", "-o", cli.At("b.png"), "-q");
        Assert.Equal(ExitCode.SomeFailed, cli.Run(["deblur", cli.At("a.png"), cli.At("b.png"), .. Wrong, "--out-dir", cli.At("out")]));
        Assert.Contains("a.png (exit code 6)", cli.Error, StringComparison.Ordinal);
        Assert.Equal("b", Path.GetFileName(Assert.Single(Directory.GetFiles(cli.At("out"))))[..1]);
    }
}
