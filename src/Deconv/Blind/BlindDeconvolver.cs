using Deconv.Psfs;

namespace Deconv.Blind;

/// <summary>Finds the blur of a picture from the picture alone, judges it, and removes it.</summary>
public static class BlindDeconvolver
{
    /// <summary>
    /// Estimates the PSF, coarse to fine, by alternating between a latent image of few edges and the kernel that turns it into the picture; compares
    /// the kernels of disjoint parts; restores the picture with the existing restoration if the kernel is to be believed.
    /// </summary>
    /// <param name="blurred">The picture, 1 plane or red, green, blue; linear light for photographs. Not changed.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Receives every level, crop and iteration.</param>
    /// <param name="cancellationToken">Ends the work within one alternation; see <see cref="Restoration.RunControl.OnCancel"/> of
    /// <see cref="BlindOptions.Final"/>: with ReturnBest the best kernel so far is used.</param>
    /// <returns>The kernel and the verdict always; the picture only if trusted or asked for anyway. The same input gives the same bits.</returns>
    /// <exception cref="ArgumentException">Options out of range, a picture too small for the bound, samples that are not finite.</exception>
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

    /// <summary>The restoration alone, as it ends a blind one: what a known PSF would have given, for comparison.</summary>
    /// <param name="blurred">The picture.</param>
    /// <param name="psf">Its blur.</param>
    /// <param name="options">Null for the defaults; only <see cref="BlindOptions.Final"/> counts.</param>
    public static BlindResult WithPsf(PlanarImage blurred, Psf psf, BlindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        ArgumentNullException.ThrowIfNull(psf);
        options ??= new();
        return new BlindRun(blurred, options, null, default).With(psf);
    }
}
