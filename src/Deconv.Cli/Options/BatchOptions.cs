using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>How many files are worked through.</summary>
internal sealed class BatchOptions
{
    private readonly Option<bool> _recursive = new("--recursive", "-r")
    {
        Description = "Work on the pictures of folders and of the folders in them.",
    };

    private readonly Setting<Shard> _shard = new("--shard", Shard.Parse, shard => shard.Source, Shard.FromEnvironment)
    {
        Description =
            "Only the i-th of n equal parts of the files, counted from 1: one part per machine. off: all of them. Default: what a Slurm array says; "
            + "auto/N takes the part from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX.",
        HelpName = "I/N",
        Offered = ["off"],
    };

    private readonly Option<bool> _failFast = new("--fail-fast")
    {
        Description = "Stop at the first file that fails. Otherwise the others are worked on, and the exit code is 9.",
    };

    private readonly Option<bool> _skipExisting = new("--skip-existing")
    {
        Description =
            "Leave out files whose result exists already: results appear whole or not at all, so the same command again goes on where it was ended.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_recursive, _shard, _failFast, _skipExisting])
            command.Options.Add(option);
    }

    public BatchRequest Bind(Given given) => new(given.Of(_recursive), given.Of(_shard), given.Of(_failFast), given.Of(_skipExisting));
}

/// <summary>How many files are worked through.</summary>
/// <param name="Recursive">Folders are allowed.</param>
/// <param name="Shard">The part to work on.</param>
/// <param name="FailFast">The first failure ends the work.</param>
/// <param name="SkipExisting">Files whose result exists are left out.</param>
internal sealed record BatchRequest(bool Recursive, Shard Shard, bool FailFast, bool SkipExisting)
{
    /// <summary>One file.</summary>
    public static BatchRequest One { get; } = new(false, Shard.Off, false, false);
}
