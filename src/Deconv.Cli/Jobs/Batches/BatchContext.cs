namespace Deconv.Cli.Jobs.Batches;

/// <summary>What a job needs while it processes its inputs.</summary>
/// <param name="Io">Output streams.</param>
/// <param name="Several">Whether there is more than one file.</param>
/// <param name="Token">Canceled by Ctrl-C.</param>
internal sealed record BatchContext(JobIo Io, bool Several, CancellationToken Token)
{
    /// <summary>Path for the result so far if the work is interrupted.</summary>
    public string Partial { get; init; } = "-";

    public TextWriter Output => Io.Output;

    public TextWriter Error => Io.Error;
}
