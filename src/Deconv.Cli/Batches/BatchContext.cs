namespace Deconv.Cli.Batches;

/// <summary>What a command needs while it works through its inputs.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Several">Whether there is more than one file.</param>
/// <param name="Token">Canceled by Ctrl-C.</param>
internal sealed record BatchContext(TextWriter Output, TextWriter Error, bool Several, CancellationToken Token)
{
    /// <summary>Where the best so far goes when the work is interrupted.</summary>
    public string Partial { get; init; } = "-";
}
