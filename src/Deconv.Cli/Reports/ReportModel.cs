using Deconv.Blind.Verdict;
using Deconv.Cli.Output;

namespace Deconv.Cli.Reports;

/// <summary>What a report tells.</summary>
/// <param name="Made">The restoration.</param>
/// <param name="Before">The part that was wanted, blurred.</param>
/// <param name="Summary">The restoration in words.</param>
/// <param name="Estimate">What is thought of the PSF; null where it was given.</param>
/// <param name="CommandLine">What reproduces it.</param>
internal sealed record ReportModel(Made Made, PlanarImage Before, RestorationSummary Summary, BlindVerdict? Estimate, string CommandLine)
{
    /// <summary>The same part, restored.</summary>
    public PlanarImage After => Made.Restoration.Photograph.Color;
}
