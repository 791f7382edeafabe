using Deconv.Cli.Options;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>What is worked through, and what is known of it before.</summary>
/// <param name="Input">What to read.</param>
/// <param name="Output">Where to write; null for commands that write no pictures.</param>
/// <param name="Run">How to run.</param>
internal sealed record BatchPlan(InputRequest Input, OutputRequest? Output, RunRequest Run)
{
    /// <summary>Whether results are written this time.</summary>
    public bool Writes { get; init; } = true;

    /// <summary>Options that name one place, for one file, and what was given for them.</summary>
    public IReadOnlyList<(string Option, string? Value)> Single { get; init; } = [];

    /// <summary>Called once with all files, those of other shards included, before any work; null for nothing.</summary>
    public Action<IReadOnlyList<string>, BatchContext>? Prepare { get; init; }
}
