using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>Options for recipes and reports.</summary>
/// <param name="applies">Whether the command accepts a recipe.</param>
internal sealed class RecordOptions(bool applies = true)
{
    /// <summary>Value that means "next to the output file".</summary>
    public const string Beside = "auto";

    public Setting<string?> SaveRecipe { get; } =
        Settings.Text(
            "--save-recipe",
            "Write a recipe: a JSON file with everything needed to repeat this run. auto: OUTPUT.recipe.json, next to each output.",
            "FILE|auto"
        );

    public Setting<string?> Apply { get; } =
        Settings.Text("--recipe", "Use the settings of this recipe. Options on the command line override it.", "FILE");

    public Setting<int?> Pick { get; } =
        Settings.AutoWhole(
            "--pick",
            "Number of the value or candidate to use from a recipe of 'deconv sweep' or 'deconv blind --candidates', from 1.",
            "N",
            1,
            1000,
            "--pick takes a whole number from 1",
            word: null
        );

    public Option<bool> Measure { get; } =
        new("--measure")
        {
            Description = "With --recipe: measure noise, lambda and white level of each photograph instead of using those of the recipe.",
        };

    public Setting<string?> Report { get; } =
        new("--report", ReportFile, file => file ?? "", null)
        {
            Description =
                "Write a report: .html (one self-contained file) or .json. Of several files, what became of each; of a refusal, the reason.",
            HelpName = "FILE",
        };

    public void AddTo(Command command)
    {
        foreach (Option option in applies ? (Option[])[SaveRecipe, Apply, Pick, Measure, Report] : [SaveRecipe, Report])
            command.Options.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetResult(Apply) is null && r.GetResult(Measure) is not null)
                r.AddError("--measure needs --recipe FILE.");
            if (r.GetResult(Apply) is null && r.GetResult(Pick) is not null)
                r.AddError("--pick needs --recipe FILE.");
        });
    }

    public RecordRequest Bind(Given given) => new(given.Of(SaveRecipe), given.Of(Report));

    private static string? ReportFile(string text) =>
        Path.GetExtension(text) is ".html" or ".json"
            ? text
            : throw new UsageException($"--report takes a file that ends in .html or .json, not '{text}'.");
}

/// <summary>Where recipe and report of a run go.</summary>
/// <param name="SaveRecipe">Where the recipe goes; <see cref="RecordOptions.Beside"/>; null for none.</param>
/// <param name="Report">Where the report goes; null for none.</param>
internal sealed record RecordRequest(string? SaveRecipe, string? Report)
{
    /// <summary>File for the recipe of an output, or null.</summary>
    /// <exception cref="UsageException">auto with standard output.</exception>
    public string? RecipeFor(string output) =>
        SaveRecipe switch
        {
            RecordOptions.Beside when output == "-" => throw new UsageException(
                "--save-recipe auto needs an output file, and the output goes to standard output. Give --save-recipe FILE."
            ),
            RecordOptions.Beside => output + ".recipe.json",
            var file => file,
        };
}
