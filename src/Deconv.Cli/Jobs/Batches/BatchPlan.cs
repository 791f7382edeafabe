using Deconv.Cli.Options;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>What a batch processes, and what is known beforehand.</summary>
/// <param name="Input">What to read.</param>
/// <param name="Output">Where to write; null for commands that write no images.</param>
/// <param name="Run">How to run.</param>
internal sealed record BatchPlan(InputRequest Input, OutputRequest? Output, RunRequest Run)
{
    /// <summary>Whether results are written.</summary>
    public bool Writes { get; init; } = true;

    /// <summary>Options that name a single file or folder and therefore need a single input, with their values.</summary>
    public IReadOnlyList<(string Option, string? Value)> Single { get; init; } = [];

    /// <summary>File for the report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The command line, for the report.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Called once before any work, with all files including those of other shards; null for nothing.</summary>
    public Action<IReadOnlyList<string>, BatchContext>? Prepare { get; init; }
}
