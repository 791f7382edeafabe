using System.CommandLine;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>All options of a command that restores.</summary>
/// <param name="suffix">Past participle for the names of output files.</param>
/// <param name="psfGiven">Whether the user gives the PSF.</param>
/// <param name="initial">Defaults of the command.</param>
/// <param name="margins">Whether the command can restore a part on its own.</param>
/// <param name="applies">Whether the command accepts a recipe.</param>
/// <param name="accepts">Whether the option that accepts a ruined result belongs here; an estimation has its own.</param>
internal sealed class RestoreSettings(
    string suffix,
    bool psfGiven,
    DeconvolutionOptions initial,
    bool margins = true,
    bool applies = true,
    bool accepts = true
)
{
    public InputOptions Input { get; } = new();

    public RestoreOptions Restore { get; } = new(psfGiven, initial);

    public CropOptions Crop { get; } = new(margins);

    public OutputOptions Output { get; } = new(suffix);

    public RecordOptions Record { get; } = new(applies);

    public Option<bool> AcceptAnyway { get; } =
        new("--accept-anyway") { Description = "Write the result even if artifacts ruin it. By default it is refused with exit code 6." };

    public RunOptions Run { get; } = new();

    public void AddTo(Command command)
    {
        Input.AddTo(command);
        Restore.AddTo(command);
        Crop.AddTo(command);
        Output.AddTo(command);
        if (accepts)
            command.Options.Add(AcceptAnyway);
        Record.AddTo(command);
        Run.AddTo(command);
    }

    public RestoreSettingsRequest Bind(Given given)
    {
        RunRequest run = Run.Bind(given);
        RestoreRequest restore = Restore.Bind(given, run.Threads);
        if (given.Says(Input.Transfer))
            restore = restore with { MeasureAnew = true };
        return new(Input.Bind(given), restore, Crop.Bind(given), Output.Bind(given), Record.Bind(given), run)
        {
            AcceptAnyway = accepts && given.Of(AcceptAnyway),
        };
    }
}

/// <summary>The request of a command that restores.</summary>
internal sealed record RestoreSettingsRequest(
    InputRequest Input,
    RestoreRequest Restore,
    CropRequest Crop,
    OutputRequest Output,
    RecordRequest Record,
    RunRequest Run
)
{
    /// <summary>Whether a result that artifacts ruin is written.</summary>
    public bool AcceptAnyway { get; init; }

    /// <summary>The options that determine the result as text, for a recipe.</summary>
    public IEnumerable<KeyValuePair<string, string>> Words => [.. Restore.Words, .. Input.Words, .. Output.Words];
}
