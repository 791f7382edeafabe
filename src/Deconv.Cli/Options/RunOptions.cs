using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>How a command runs and what it says.</summary>
internal sealed class RunOptions
{
    public Setting<int> Threads { get; } = ThreadsOption(0);

    public Setting<long?> MaxMemory { get; } =
        new("--max-memory", text => MemorySize.Parse("--max-memory", text), bytes => bytes is { } b ? $"{b}" : "auto", null)
        {
            Description =
                "Memory that may be used: 2G, 512M, or auto: half of what is free. The result does not depend on it; exit code 8 "
                + "if it is not enough.",
            HelpName = "SIZE|auto",
            Offered = ["auto"],
            DefaultWord = "auto",
        };

    public Option<bool> DryRun { get; } = new("--dry-run", "-n") { Description = "Say what would be done, with memory and time, and write nothing." };

    public Option<bool> Json { get; } =
        new("--json") { Description = "One JSON object with the result on standard output (standard error if the picture goes there)." };

    public Setting<ProgressStyle> Progress { get; } =
        Settings.Choose("--progress", "Progress on standard error: {choices}.", Choices.ProgressStyles, ProgressStyle.Auto);

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but errors." };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say what was worked out and why." };

    public static Setting<int> ThreadsOption(int initial) =>
        Settings.Whole(
            "--threads",
            "Threads to use; 0 is all processors. The result does not depend on it.",
            "N",
            0,
            int.MaxValue,
            "--threads is 0 (all processors) or above.",
            initial,
            "-j"
        );

    /// <summary>Adds all but some.</summary>
    public void AddTo(Command command, params Option[] except)
    {
        foreach (Option option in (Option[])[Threads, MaxMemory, DryRun, Json, Progress, Quiet, Verbose])
            if (!except.Contains(option))
                command.Options.Add(option);
    }

    public RunRequest Bind(Given given) =>
        new()
        {
            Threads = given.Of(Threads),
            MaxMemory = given.Of(MaxMemory),
            DryRun = given.Of(DryRun),
            Json = given.Of(Json),
            Progress = given.Of(Progress),
            Quiet = given.Of(Quiet),
            Verbose = given.Of(Verbose),
        };
}

/// <summary>How a command runs and what it says.</summary>
internal sealed record RunRequest
{
    /// <summary>0 for all processors.</summary>
    public int Threads { get; init; }

    /// <summary>Bytes; null for half of what is free.</summary>
    public long? MaxMemory { get; init; }

    public bool DryRun { get; init; }

    public bool Json { get; init; }

    public ProgressStyle Progress { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }
}
