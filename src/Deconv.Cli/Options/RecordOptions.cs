using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>What is kept of a run beside the picture: a recipe to do it again, a report to look at.</summary>
/// <param name="applies">Whether the command can be run by a recipe, too.</param>
internal sealed class RecordOptions(bool applies = true)
{
    /// <summary>Word for "beside the output".</summary>
    public const string Beside = "auto";

    public Setting<string?> SaveRecipe { get; } =
        Settings.Text(
            "--save-recipe",
            "Write everything that is needed to do this again as JSON; auto: OUTPUT.recipe.json, beside every output.",
            "FILE|auto"
        );

    public Setting<string?> Apply { get; } =
        Settings.Text("--recipe", "Do as this recipe says, on any picture; options given here come before it.", "FILE");

    public Setting<int?> Pick { get; } =
        Settings.AutoWhole("--pick", "Which choice of a sweep's recipe, from 1.", "N", 1, 1000, "--pick takes a whole number from 1", word: null);

    public Option<bool> Measure { get; } =
        new("--measure")
        {
            Description = "With --recipe: work noise, lambda and white out anew for each picture instead of taking those of the recipe.",
        };

    public Setting<string?> Report { get; } =
        new("--report", ReportFile, file => file ?? "", null)
        {
            Description = "Write a report: .html to look at (one file, nothing loaded from outside), .json for programs.",
            HelpName = "FILE",
        };

    public void AddTo(Command command)
    {
        foreach (Option option in applies ? (Option[])[SaveRecipe, Apply, Pick, Measure, Report] : [SaveRecipe, Report])
            command.Options.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetResult(Apply) is null && r.GetResult(Measure) is not null)
                r.AddError("--measure goes with --recipe.");
            if (r.GetResult(Apply) is null && r.GetResult(Pick) is not null)
                r.AddError("--pick goes with --recipe.");
        });
    }

    public RecordRequest Bind(Given given) => new(given.Of(SaveRecipe), given.Of(Report));

    private static string? ReportFile(string text) =>
        Path.GetExtension(text) is ".html" or ".json"
            ? text
            : throw new UsageException($"--report takes a file that ends in .html or .json, not '{text}'.");
}

/// <summary>What is kept of a run beside the picture.</summary>
/// <param name="SaveRecipe">Where the recipe goes; <see cref="RecordOptions.Beside"/>; null for none.</param>
/// <param name="Report">Where the report goes; null for none.</param>
internal sealed record RecordRequest(string? SaveRecipe, string? Report)
{
    /// <summary>Where the recipe of an output goes, or null.</summary>
    /// <exception cref="UsageException">Beside standard output.</exception>
    public string? RecipeFor(string output) =>
        SaveRecipe switch
        {
            RecordOptions.Beside when output == "-" => throw new UsageException(
                "A picture on standard output has no place beside it; name the recipe: --save-recipe FILE."
            ),
            RecordOptions.Beside => output + ".recipe.json",
            var file => file,
        };
}
