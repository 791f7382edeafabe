using Deconv.Restoration;

namespace Deconv.Imaging.Rows;

/// <summary>The report of a restoration from file to file.</summary>
/// <param name="Report">What the restoration says.</param>
/// <param name="Saved">How the samples were written.</param>
/// <param name="Kept">Whether there is a file: not if the iteration diverged or the report was not accepted.</param>
public sealed record PhotographRowsResult(DeconvolutionReport Report, SaveReport Saved, bool Kept);
