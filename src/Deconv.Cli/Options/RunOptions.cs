using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>Options for memory, threads and messages.</summary>
internal sealed class RunOptions
{
    public Setting<int> Threads { get; } = ThreadsOption(0);

    public Setting<long?> MaxMemory { get; } =
        new("--max-memory", text => MemorySize.Parse("--max-memory", text), bytes => bytes is { } b ? $"{b}" : "auto", null)
        {
            Description =
                "Memory limit: 2G, 512M, or auto: half of the free memory. It does not change the result; exit code 8 if it " + "cannot be met.",
            HelpName = "SIZE|auto",
            Offered = ["auto"],
            DefaultWord = "auto",
        };

    public Option<bool> DryRun { get; } =
        new("--dry-run", "-n") { Description = "Print what would be done, with memory and time, and write nothing." };

    public Option<bool> Json { get; } =
        new("--json")
        {
            Description = "Print the result as one JSON object on standard output (on standard error if the image goes to standard output).",
        };

    public Setting<ProgressStyle> Progress { get; } =
        Settings.Choose("--progress", "Progress on standard error: {choices}.", Choices.ProgressStyles, ProgressStyle.Bar);

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print errors only." };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Print the automatic values and other details." };

    public static Setting<int> ThreadsOption(int initial) =>
        Settings.Whole(
            "--threads",
            "Number of threads; 0 uses all processors. It does not change the result.",
            "N",
            0,
            int.MaxValue,
            "--threads takes a whole number of at least 0; 0 uses all processors.",
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

/// <summary>How a command runs, and what it prints.</summary>
internal sealed record RunRequest
{
    /// <summary>0 for all processors.</summary>
    public int Threads { get; init; }

    /// <summary>Bytes; null for half of the free memory.</summary>
    public long? MaxMemory { get; init; }

    public bool DryRun { get; init; }

    public bool Json { get; init; }

    public ProgressStyle Progress { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }
}
