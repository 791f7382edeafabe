using System.Text.Json;
using System.Text.RegularExpressions;
using Deconv.Imaging;
using Xunit;

namespace Deconv.Cli.Tests.Commands;

/// <summary>The candidates of a blind search: on a sheet, in the reports, and one of them on the whole photograph.</summary>
public partial class CandidateTests
{
    /// <summary>The whole way of a user: look at the sheet, paste the command, get the photograph.</summary>
    [Fact]
    public void The_command_that_is_told_restores_the_photograph_with_a_candidate()
    {
        using var cli = new Cli();
        string blurred = Blurred(cli),
            sheet = cli.At("my try.png");
        string[] search = ["blind", blurred, "--kernel-size", "15", "--crops", "0", "--report", cli.At("r.json")];
        Assert.Equal(ExitCode.Ok, cli.Run([.. search, "--accept-anyway", "-o", cli.At("out.png"), "--candidates", sheet]));
        string[] command = Pasted(cli.Error);
        JsonElement report = Read(cli.At("r.json"));
        Assert.Empty(JsonSchema.Errors(report, "blind"));
        JsonElement[] candidates = [.. report.GetProperty("candidates").EnumerateArray()];
        Assert.NotEmpty(candidates);
        Assert.Empty(JsonSchema.Errors(Read(sheet + ".recipe.json"), "recipe"));

        Assert.Equal(ExitCode.Ok, cli.Run([.. command.Skip(1), "--progress", "json"]));
        Assert.Contains("\"event\":\"iteration\"", cli.Error, StringComparison.Ordinal);
        using (Photograph picked = ImageFile.Load(command[^1]))
        using (Photograph before = ImageFile.Load(blurred))
            Assert.Equal(before.Shape, picked.Shape);

        // The first candidate is the one that 'blind' takes, and its restoration is the same.
        Assert.Equal(ExitCode.Ok, cli.Run("replay", sheet + ".recipe.json", "--pick", "1", "-o", cli.At("first.png"), "-q"));
        Assert.Equal(File.ReadAllBytes(cli.At("out.png")), File.ReadAllBytes(cli.At("first.png")));
        Assert.Equal(ExitCode.Usage, cli.Run("replay", sheet + ".recipe.json", "--pick", $"{candidates.Length + 1}"));
        Assert.Equal(ExitCode.Usage, cli.Run("replay", sheet + ".recipe.json"));
        Assert.Contains($"from 1 to {candidates.Length}", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sheet_begins_with_the_blurred_part()
    {
        using var cli = new Cli();
        string blurred = Blurred(cli);
        JsonElement json = cli.Json(
            "blind",
            blurred,
            "--kernel-size",
            "9",
            "--crops",
            "0",
            "--estimate-only",
            "--accept-anyway",
            "--candidates",
            cli.At("try.png"),
            "-q"
        );
        int[] window = [.. json.GetProperty("window").GetString()!.Split(',').Select(int.Parse)];
        using Photograph sheet = ImageFile.Load(cli.At("try.png")),
            whole = ImageFile.Load(blurred);
        using PlanarImage part = whole.Color.Crop(window[1], window[0], new(window[3], window[2])),
            tile = sheet.Color.Crop(15, 15, part.Shape);
        for (int i = 0; i < part.Shape.Count; i += 97)
            Assert.Equal(part[0][i], tile[1][i], 0.01);
        Assert.True(sheet.Shape.Count > (1 + json.GetProperty("candidates").GetArrayLength()) * part.Shape.Count, "a tile for every candidate");
        Assert.False(File.Exists(cli.At("blurred-deblurred.png")));
    }

    /// <summary>Where nothing was restored, the report shows why and what there is to choose from.</summary>
    [Fact]
    public void A_page_is_written_when_nothing_was_restored()
    {
        using var cli = new Cli();
        string page = cli.At("r.html"),
            output = cli.At("out.png");
        string sharp = Crop(cli, "camera.png");
        Assert.Equal(ExitCode.NotTrusted, cli.Run("blind", sharp, "--kernel-size", "9", "--crops", "0", "-o", output, "--report", page));
        Assert.False(File.Exists(output));
        Assert.Contains("--accept-anyway", cli.Error, StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.All(
            Source().Matches(html).Select(m => m.Groups[1].Value),
            link => Assert.StartsWith("data:image/png;base64,", link, StringComparison.Ordinal)
        );
        foreach (string part in (string[])["not restored", "The blurred photograph", "Candidates", "restored with candidate 1", "deconv blind"])
            Assert.Contains(part, html, StringComparison.Ordinal);
        Assert.Contains("--candidates part-camera-candidates.png", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--family disk gives a single PSF", "--family", "disk")]
    [InlineData(ExitCode.Output, "try.png.recipe.json already exists")]
    [InlineData(ExitCode.Output, "no-format", "--candidates", "try.no-format")]
    [InlineData(ExitCode.Usage, "--candidates takes a single file", "SECOND")]
    public void What_cannot_be_written_is_refused_before_the_search(int code, string message, params string[] options)
    {
        using var cli = new Cli();
        string sheet = cli.At("try.png"),
            picture = Cli.Sample("camera-shake.png");
        if (options.Length == 0)
            File.WriteAllText(sheet + ".recipe.json", "mine");
        string[] more =
            options is ["SECOND"] ? [Cli.Sample("camera.png"), "--out-dir", cli.At("out"), "--candidates", sheet]
            : options is ["--candidates", var name] ? ["--candidates", cli.At(name)]
            : [.. options, "--candidates", sheet];
        Assert.Equal(code, cli.Run(["blind", picture, .. options is ["SECOND"] ? [] : (string[])["-o", cli.At("out.png")], .. more]));
        Assert.Contains(message, cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sheet));
    }

    private static string Blurred(Cli cli) => Crop(cli, "camera-shake.png");

    /// <summary>A part of a sample image that is quick to search.</summary>
    private static string Crop(Cli cli, string sample) => cli.Part(sample, 160, 60, 120, 112);

    /// <summary>The words of the command after "then run:", as a shell splits them.</summary>
    private static string[] Pasted(string message)
    {
        string line = message.Split('\n').Single(l => l.Contains("then run: ", StringComparison.Ordinal)).Split("then run: ")[1];
        return [.. Word().Matches(line).Select(m => m.Value.Trim('\''))];
    }

    private static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }

    [GeneratedRegex("'[^']*'|[^ ']+")]
    private static partial Regex Word();

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Source();
}
