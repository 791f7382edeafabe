using Deconv.Blind;
using Deconv.Cli.Commands;
using Deconv.Cli.Output;
using Deconv.Imaging;

namespace Deconv.Cli.Reports;

/// <summary>What a report tells.</summary>
/// <param name="Made">The restoration.</param>
/// <param name="Before">The part that was wanted, blurred.</param>
/// <param name="After">The same, restored.</param>
/// <param name="Residual">What the answer leaves unexplained there, in units of the noise.</param>
/// <param name="Summary">The restoration in words.</param>
/// <param name="Estimate">What is thought of the PSF; null where it was given.</param>
/// <param name="CommandLine">What reproduces it.</param>
internal sealed record ReportModel(
    Restored Made,
    Photograph Before,
    Photograph After,
    PlanarImage Residual,
    RestorationSummary Summary,
    BlindVerdict? Estimate,
    string CommandLine
);
