using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>What is done with a recipe that is run again.</summary>
internal sealed class ReplayOptions
{
    private readonly OutputOptions _outputs = new("deblurred");
    private readonly RecordOptions _record = new();
    private readonly RunOptions _run = new();

    private readonly Argument<string> _recipe = new("RECIPE") { Description = "A file of --save-recipe or 'deconv sweep'." };

    private readonly Setting<string?> _input = Settings.Text(
        "--input",
        "Where the picture is now. Default: where it was, else beside the recipe.",
        "FILE",
        "-i"
    );

    private readonly Setting<string?> _output = Settings.Text(
        "--output",
        "Where to write; - is standard output. Default: nowhere, the recipe is only verified; with --pick NAME-deblurred.EXT.",
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

/// <summary>What is done with a recipe that is run again.</summary>
/// <param name="Recipe">Its file.</param>
internal sealed record ReplayRequest(string Recipe)
{
    /// <summary>The picture; null for where it was.</summary>
    public string? Input { get; init; }

    /// <summary>Where to write; null to verify only.</summary>
    public string? Output { get; init; }

    public bool Force { get; init; }

    public required string Format { get; init; }

    /// <summary>Choice of a sweep, from 1; null for none.</summary>
    public int? Pick { get; init; }

    public string? Report { get; init; }

    public string? SaveRecipe { get; init; }

    public required RunRequest Run { get; init; }
}
