using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>Options for processing several files.</summary>
internal sealed class BatchOptions
{
    private readonly Option<bool> _recursive = new("--recursive", "-r") { Description = "Process the images in folders and their subfolders." };

    private readonly Setting<Shard> _shard = new("--shard", Shard.Parse, shard => shard.Source, Shard.FromEnvironment)
    {
        Description =
            "Process only part I of N equal parts of the files, counted from 1. off: all files. auto/N: I is taken from SLURM_ARRAY_TASK_ID or "
            + "JOB_COMPLETION_INDEX. Default: the task of a Slurm array, if there is one.",
        HelpName = "I/N",
        Offered = ["off"],
    };

    private readonly Option<bool> _failFast = new("--fail-fast")
    {
        Description = "Stop at the first file that fails. By default the others are processed, and the exit code is 9.",
    };

    private readonly Option<bool> _skipExisting = new("--skip-existing")
    {
        Description = "Skip files whose result exists. An interrupted batch continues when the same command is run again with this option.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_recursive, _shard, _failFast, _skipExisting])
            command.Options.Add(option);
    }

    public BatchRequest Bind(Given given) => new(given.Of(_recursive), given.Of(_shard), given.Of(_failFast), given.Of(_skipExisting));
}

/// <summary>How several files are processed.</summary>
/// <param name="Recursive">Whether folders are allowed.</param>
/// <param name="Shard">The part to process.</param>
/// <param name="FailFast">Whether the first failure ends the batch.</param>
/// <param name="SkipExisting">Whether files whose result exists are skipped.</param>
internal sealed record BatchRequest(bool Recursive, Shard Shard, bool FailFast, bool SkipExisting)
{
    /// <summary>A single file.</summary>
    public static BatchRequest One { get; } = new(false, Shard.Off, false, false);
}
