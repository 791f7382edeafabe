using System.CommandLine;
using Deconv.Cli.Recipes;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>What is kept of a run beside the picture: a recipe to do it again, a report to look at.</summary>
/// <param name="applies">Whether the command can be run by a recipe, too.</param>
internal sealed class RecordOptions(bool applies = true)
{
    /// <summary>Word for "beside the output".</summary>
    public const string Beside = "auto";

    public Option<string?> SaveRecipe { get; } =
        new("--save-recipe")
        {
            Description = "Write everything that is needed to do this again as JSON; auto: OUTPUT.recipe.json, beside every output.",
            HelpName = "FILE|auto",
        };

    public Option<string?> Apply { get; } =
        new("--recipe") { Description = "Do as this recipe says, on any picture; options given here come before it.", HelpName = "FILE" };

    public Option<int?> Pick { get; } = new("--pick") { Description = "Which choice of a sweep's recipe, from 1.", HelpName = "N" };

    public Option<bool> Measure { get; } =
        new("--measure")
        {
            Description = "With --recipe: work noise, lambda and white out anew for each picture instead of taking those of the recipe.",
        };

    public Option<string?> Report { get; } =
        new("--report")
        {
            Description = "Write a report: .html to look at (one file, nothing loaded from outside), .json for programs.",
            HelpName = "FILE",
        };

    /// <summary>Set by 'deconv replay': input, PSF and result must be those of the recipe.</summary>
    public Option<bool> Verify { get; } = new("--verify-recipe") { Hidden = true };

    public void AddTo(Command command)
    {
        foreach (Option option in applies ? (Option[])[SaveRecipe, Apply, Pick, Measure, Report, Verify] : [SaveRecipe, Report])
            command.Options.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetResult(Apply) is null && r.GetResult(Measure) is not null)
                r.AddError("--measure goes with --recipe.");
            if (r.GetResult(Apply) is null && r.GetResult(Pick) is not null)
                r.AddError("--pick goes with --recipe.");
            if (r.GetValue(Report) is { } report && Path.GetExtension(report) is not (".html" or ".json"))
                r.AddError($"--report takes a file that ends in .html or .json, not '{report}'.");
        });
    }

    /// <summary>The recipe that is applied, or null.</summary>
    /// <exception cref="ImageFormatException">It cannot be read.</exception>
    public Recipe? Read(ParseResult parsed) => parsed.GetValue(Apply) is { } file ? RecipeReader.Load(file) : null;

    /// <summary>Fails before any work when what is asked for could not be written.</summary>
    public void Check(ParseResult parsed, OutputOptions output, bool several)
    {
        foreach (string file in new[] { parsed.GetValue(SaveRecipe), parsed.GetValue(Report) }.OfType<string>().Where(f => f != Beside))
        {
            if (several)
                throw new UsageException($"{file} is one place for several inputs; use --save-recipe auto, or give one input.");
            output.Check(parsed, file);
        }
    }

    /// <summary>Where the recipe of an output goes, or null.</summary>
    public string? RecipeFor(ParseResult parsed, string output) =>
        parsed.GetValue(SaveRecipe) switch
        {
            Beside when output == "-" => throw new UsageException(
                "A picture on standard output has no place beside it; name the recipe: --save-recipe FILE."
            ),
            Beside => output + ".recipe.json",
            var file => file,
        };
}
