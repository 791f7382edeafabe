using Deconv.Restoration;
using Deconv.Restoration.Verdict;

namespace Deconv.Imaging;

/// <summary>A restored photograph and a report of the run.</summary>
public sealed class PhotographRestoration : IDisposable
{
    /// <summary>The requested region, restored, with depth, curve, alpha and metadata of the original: ready to save.</summary>
    public required Photograph Photograph { get; init; }

    /// <summary>
    /// Verdict, parameters, history. Its image is the part that was solved for; if that is the region, it is the color of <see cref="Photograph"/>.
    /// </summary>
    public required DeconvolutionResult Result { get; init; }

    /// <summary>
    /// The residual in the region, in units of the noise, one plane; zero at the border, where it cannot be computed.
    /// </summary>
    public required PlanarImage Residual { get; init; }

    /// <summary>The PSF.</summary>
    public required Psfs.Psf Psf { get; init; }

    /// <summary>The options, completed from the photograph.</summary>
    public required DeconvolutionOptions Options { get; init; }

    /// <summary>The region in the original.</summary>
    public required Region Region { get; init; }

    /// <summary>The part of the original that was solved for: all of it, or the region and its margin.</summary>
    public required Region Solved { get; init; }

    /// <summary>
    /// The check of what a file holds: that of <see cref="Result"/>, or <see cref="FitVerdict.LostInFile"/> if clipping or rounding spoiled it. Up to
    /// 1 % of clipped samples are lamps, which no file of that range can hold, and do not count.
    /// </summary>
    /// <param name="saved">The report of saving <see cref="Photograph"/>.</param>
    public FitCheck CheckSaved(SaveReport saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return Policy.SavedSamples.Check(this, saved);
    }

    /// <summary>Returns the storage of the images to the pool.</summary>
    public void Dispose()
    {
        Photograph.Dispose();
        Residual.Dispose();
        Result.Dispose();
    }
}
