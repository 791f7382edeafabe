using Deconv.Restoration;

namespace Deconv.Imaging;

/// <summary>A restored photograph and how it came about.</summary>
public sealed class PhotographRestoration : IDisposable
{
    /// <summary>The region that was asked for, restored, with depth, curve, alpha and metadata of the original: ready to save.</summary>
    public required Photograph Photograph { get; init; }

    /// <summary>
    /// Verdict, parameters, history. Its image is what was solved for; where that is the region, it is the color of <see cref="Photograph"/>.
    /// </summary>
    public required DeconvolutionResult Result { get; init; }

    /// <summary>
    /// What the answer leaves unexplained in the region, in units of the noise, one plane; zero at the frame, where it cannot be known.
    /// </summary>
    public required PlanarImage Residual { get; init; }

    /// <summary>The PSF.</summary>
    public required Psfs.Psf Psf { get; init; }

    /// <summary>The options, with what the photograph told.</summary>
    public required DeconvolutionOptions Options { get; init; }

    /// <summary>The region in the original.</summary>
    public required Region Region { get; init; }

    /// <summary>The part of the original that was solved for: all of it, or the region and its margin.</summary>
    public required Region Solved { get; init; }

    /// <summary>Hands the storage of the images back.</summary>
    public void Dispose()
    {
        Photograph.Dispose();
        Residual.Dispose();
        Result.Dispose();
    }
}
