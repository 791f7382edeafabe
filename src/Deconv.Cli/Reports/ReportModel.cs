using Deconv.Blind.Verdict;
using Deconv.Cli.Output;
using Deconv.Imaging;

namespace Deconv.Cli.Reports;

/// <summary>The contents of a report.</summary>
/// <param name="Made">The restoration.</param>
/// <param name="Before">The requested part of the input.</param>
/// <param name="Summary">The summary of the restoration.</param>
/// <param name="Estimate">The verdict on an estimated PSF; null if the PSF was given.</param>
/// <param name="CommandLine">The command line that reproduces it.</param>
internal sealed record ReportModel(Made Made, PlanarImage Before, RestorationSummary Summary, BlindVerdict? Estimate, string CommandLine)
{
    /// <summary>The candidates of a blind search; null if they are not shown.</summary>
    public CandidateChoice? Candidates { get; init; }

    /// <summary>The level that is shown as white: floats have units of their own.</summary>
    public double White => Made.Blurred.Depth == SampleDepth.Float32 ? Made.Result.Parameters.White : 1;

    /// <summary>The same part, restored.</summary>
    public PlanarImage After => Made.Restoration!.Photograph.Color;
}
