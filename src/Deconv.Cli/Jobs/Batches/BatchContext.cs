using Deconv.Cli.Reports;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>What a job needs while it processes its inputs.</summary>
/// <param name="Io">Output streams.</param>
/// <param name="Several">Whether there is more than one file.</param>
/// <param name="Interruption">Ctrl-C.</param>
internal sealed record BatchContext(JobIo Io, bool Several, Interruption Interruption)
{
    /// <summary>Path for the result so far if the work is interrupted.</summary>
    public string Partial { get; init; } = "-";

    /// <summary>The report of a single file; null for none. The report of several files is written by the batch.</summary>
    public ReportFile? Report { get; init; }

    /// <summary>Canceled by Ctrl-C.</summary>
    public CancellationToken Token => Interruption.Token;

    public TextWriter Output => Io.Output;

    public TextWriter Error => Io.Error;
}
