using Deconv.Psfs;

namespace Deconv.Blind;

/// <summary>Finds the blur of an image from the image alone, judges it, and removes it.</summary>
public static class BlindDeconvolver
{
    /// <summary>
    /// Estimates the PSF, coarse to fine, by alternating between a latent image of few edges and the kernel that maps it to the blurred image;
    /// judges the best kernel; and restores the image with <see cref="Restoration.Deconvolver"/> if one was found.
    /// </summary>
    /// <param name="blurred">The image, 1 plane or red, green, blue; linear light for photographs. Not changed.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Receives every level, crop and iteration.</param>
    /// <param name="cancellationToken">Ends the work within one alternation; see <see cref="Restoration.RunControl.OnCancel"/> of
    /// <see cref="BlindOptions.Final"/>: with ReturnBest the best kernel so far is used.</param>
    /// <returns>The kernel and its verdict; the restored image only if a kernel was found or <see cref="BlindOptions.AcceptAnyway"/> is set. The
    /// same input gives the same bits.</returns>
    /// <exception cref="ArgumentException">Options out of range, an image too small for the bound, or samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public static BlindResult Run(
        PlanarImage blurred,
        BlindOptions? options = null,
        IProgress<BlindProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blurred);
        options ??= new();
        options.Validate(blurred);
        return new BlindRun(blurred, options, progress, cancellationToken).Run();
    }

    /// <summary>Only the final restoration of a blind run, with a known PSF: a reference for comparison.</summary>
    /// <param name="blurred">The image.</param>
    /// <param name="psf">Its blur.</param>
    /// <param name="options">Null for the defaults; only <see cref="BlindOptions.Final"/> is used.</param>
    /// <param name="progress">Receives every iteration.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; see <see cref="Restoration.RunControl.OnCancel"/> of
    /// <see cref="BlindOptions.Final"/>.</param>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public static BlindResult WithPsf(
        PlanarImage blurred,
        Psf psf,
        BlindOptions? options = null,
        IProgress<BlindProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blurred);
        ArgumentNullException.ThrowIfNull(psf);
        options ??= new();
        return new BlindRun(blurred, options, progress, cancellationToken).With(psf);
    }
}
