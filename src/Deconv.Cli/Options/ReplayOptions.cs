using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>Options of 'deconv replay'.</summary>
internal sealed class ReplayOptions
{
    private readonly OutputOptions _outputs = new("deblurred");
    private readonly RecordOptions _record = new();
    private readonly RunOptions _run = new();

    private readonly Argument<string> _recipe = new("RECIPE")
    {
        Description = "A recipe written by --save-recipe, 'deconv sweep' or 'deconv blind --candidates'.",
    };

    private readonly Setting<string?> _input = Settings.Text(
        "--input",
        "The photograph. Default: the path in the recipe, otherwise the same name next to the recipe.",
        "FILE",
        "-i"
    );

    private readonly Setting<string?> _output = Settings.Text(
        "--output",
        "Output file; - is standard output. Default: none, the recipe is only verified; with --pick: NAME-deblurred.EXT.",
        "FILE",
        "-o"
    );

    public void AddTo(Command command)
    {
        command.Arguments.Add(_recipe);
        foreach (Option option in (Option[])[_input, _output, _outputs.Force, _outputs.Format, _record.Pick, _record.Report, _record.SaveRecipe])
            command.Options.Add(option);
        _run.AddTo(command);
    }

    public ReplayRequest Bind(Given given) =>
        new(given.Of(_recipe))
        {
            Input = given.Of(_input),
            Output = given.Of(_output),
            Force = given.Of(_outputs.Force),
            Format = given.Of(_outputs.Format),
            Pick = given.Of(_record.Pick),
            Report = given.Of(_record.Report),
            SaveRecipe = given.Of(_record.SaveRecipe),
            Run = _run.Bind(given),
        };
}

/// <summary>How a recipe is run again.</summary>
/// <param name="Recipe">The recipe file.</param>
internal sealed record ReplayRequest(string Recipe)
{
    /// <summary>The photograph; null for the path in the recipe.</summary>
    public string? Input { get; init; }

    /// <summary>The output file; null to verify only.</summary>
    public string? Output { get; init; }

    public bool Force { get; init; }

    public required string Format { get; init; }

    /// <summary>Number of a choice of the recipe, from 1; null for none.</summary>
    public int? Pick { get; init; }

    public string? Report { get; init; }

    public string? SaveRecipe { get; init; }

    public required RunRequest Run { get; init; }
}
