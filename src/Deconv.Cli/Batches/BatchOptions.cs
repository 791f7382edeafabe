using System.CommandLine;

namespace Deconv.Cli.Batches;

/// <summary>How many files are worked through.</summary>
internal sealed class BatchOptions
{
    public Option<bool> Recursive { get; } = new("--recursive", "-r") { Description = "Work on the pictures of folders and of the folders in them." };

    public Option<Shard> Shard { get; } =
        new("--shard")
        {
            Description =
                "Only the i-th of n equal parts of the files, counted from 1: one part per machine. off: all of them. Default: what a Slurm array says; auto/N takes the part from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX.",
            HelpName = "I/N",
            DefaultValueFactory = _ => Batches.Shard.FromEnvironment,
            CustomParser = r => Batches.Shard.Parse(r.Tokens[0].Value, r.AddError),
        };

    public Option<bool> FailFast { get; } =
        new("--fail-fast") { Description = "Stop at the first file that fails. Otherwise the others are worked on, and the exit code is 9." };

    public Option<bool> SkipExisting { get; } =
        new("--skip-existing")
        {
            Description =
                "Leave out files whose result is there already: outputs appear whole or not at all, so the same command again goes on where it was ended.",
        };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Recursive, Shard, FailFast, SkipExisting])
            command.Options.Add(option);
    }
}
