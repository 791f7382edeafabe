using System.CommandLine;
using Deconv.Cli.Output;
using Deconv.Cli.Planning;

namespace Deconv.Cli.Options;

/// <summary>How a command runs and what it says.</summary>
internal sealed class RunOptions
{
    public Option<int> Threads { get; } =
        new("--threads", "-j") { Description = "Threads to use; 0 is all processors. The result does not depend on it.", HelpName = "N" };

    public Option<Auto<long>> MaxMemory { get; } =
        new("--max-memory")
        {
            Description =
                "Memory that may be used: 2G, 512M, or auto: half of what is free. The result does not depend on it; exit code 8 if it is not enough.",
            HelpName = "SIZE|auto",
            CustomParser = MemorySize.Parse,
        };

    public Option<bool> DryRun { get; } = new("--dry-run", "-n") { Description = "Say what would be done, with memory and time, and write nothing." };

    public Option<bool> Json { get; } =
        new("--json") { Description = "One JSON object with the result on standard output (standard error if the picture goes there)." };

    public Option<ProgressStyle> Progress { get; } =
        new("--progress")
        {
            Description = "Progress on standard error: auto, bar, plain, json, none.",
            HelpName = "STYLE",
            CustomParser = r =>
                Parsing.Choice(
                    r,
                    "--progress",
                    [
                        ("auto", ProgressStyle.Auto),
                        ("bar", ProgressStyle.Bar),
                        ("plain", ProgressStyle.Plain),
                        ("json", ProgressStyle.Json),
                        ("none", ProgressStyle.None),
                    ]
                ),
        };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but errors." };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say what was worked out and why." };

    /// <summary>Adds all but some.</summary>
    public void AddTo(Command command, params Option[] except)
    {
        Parsing.Check(Threads, v => v >= 0, "--threads is 0 (all processors) or above.");
        foreach (Option option in (Option[])[Threads, MaxMemory, DryRun, Json, Progress, Quiet, Verbose])
            if (!except.Contains(option))
                command.Options.Add(option);
    }
}
