namespace Deconv.Restoration;

/// <summary>Restores a blurred picture whose PSF is known.</summary>
public static class Deconvolver
{
    /// <summary>
    /// Restores a picture. Allocates about fifteen planes of working memory, pooled. Scaling the picture scales the answer and changes
    /// nothing else.
    /// </summary>
    /// <param name="blurred">The picture; linear light for photographs. Not changed.</param>
    /// <param name="psf">The blur, no larger than the picture.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Receives every iteration.</param>
    /// <param name="cancellationToken">Ends the work within one iteration; see <see cref="DeconvolutionOptions.OnCancel"/>.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the picture.</exception>
    /// <exception cref="ArgumentException">Options out of range, or a picture with samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public static DeconvolutionResult Run(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions? options = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        ArgumentNullException.ThrowIfNull(psf);
        options ??= new();
        options.Validate(blurred);
        if (!blurred.Shape.Contains(psf.Shape))
        {
            throw new InvalidPsfException(
                $"The {psf.Shape} PSF is larger than the {blurred.Shape} picture, so no sample of the picture shows a whole blur. Crop the PSF or use a larger picture.");
        }

        return new DeconvolutionRun(blurred, psf, options, progress, cancellationToken).Run();
    }
}
