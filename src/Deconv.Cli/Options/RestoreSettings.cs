using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>The options of a command that restores, as one.</summary>
internal sealed record RestoreSettings(
    InputOptions Input,
    RestoreOptions Restore,
    CropOptions Crop,
    OutputOptions Output,
    RecordOptions Record,
    RunOptions Run
)
{
    public void AddTo(Command command)
    {
        Input.AddTo(command);
        Restore.AddTo(command);
        Crop.AddTo(command);
        Output.AddTo(command);
        Record.AddTo(command);
        Run.AddTo(command);
    }
}
