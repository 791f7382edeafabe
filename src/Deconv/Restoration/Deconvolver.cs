using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>Restores a blurred image whose PSF is known.</summary>
public static class Deconvolver
{
    /// <summary>
    /// Restores an image. <see cref="DeconvolutionPlan.PeakBytes"/> tells the memory it takes, pooled: for a color image about 25 of its planes, 22
    /// where impulses are not looked for. Scaling the image scales the answer and changes nothing else. Thread-safe: any number of images at once
    /// give the bits they give one by one.
    /// </summary>
    /// <param name="blurred">The image; linear light for photographs. Not changed.</param>
    /// <param name="psf">The blur, no larger than the image.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Receives every iteration, on the thread that computes.</param>
    /// <param name="cancellationToken">Ends the work within one iteration; see <see cref="RunControl.OnCancel"/>.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the image.</exception>
    /// <exception cref="ArgumentException">Options out of range, or an image with samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public static DeconvolutionResult Run(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions? options = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blurred);
        return Plan(blurred.Shape, blurred.Count, psf, options).Run(blurred, progress, cancellationToken);
    }

    /// <summary>
    /// The same on a thread of the pool. The image must not change meanwhile. Errors of the arguments are thrown at once, others when awaited.
    /// </summary>
    /// <inheritdoc cref="Run(PlanarImage, Psf, DeconvolutionOptions?, IProgress{DeconvolutionProgress}?, CancellationToken)"/>
    public static Task<DeconvolutionResult> RunAsync(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions? options = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blurred);
        return Plan(blurred.Shape, blurred.Count, psf, options).RunAsync(blurred, progress, cancellationToken);
    }

    /// <summary>
    /// What a run would work out from an image, without restoring it: for <see cref="DeconvolutionOptions.Automatic"/>. Of impulses, those that
    /// only an answer gives away are not known here.
    /// </summary>
    /// <inheritdoc cref="Run(PlanarImage, Psf, DeconvolutionOptions?, IProgress{DeconvolutionProgress}?, CancellationToken)"/>
    public static AutomaticValues Measure(PlanarImage blurred, Psf psf, DeconvolutionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        DeconvolutionPlan plan = Plan(blurred.Shape, blurred.Count, psf, options);
        if (plan.Options.Stretch is not null)
            throw new ArgumentException("A picture that is to be stretched is measured by restoring it.", nameof(options));
        return new DeconvolutionRun(blurred, psf, plan.Options, RunHints.Default, null, default).Measure();
    }

    /// <summary>What a restoration of images of one size will take, and the way to run it on many.</summary>
    /// <param name="shape">Of the images.</param>
    /// <param name="planes">Of the images, at least 1.</param>
    /// <param name="psf">The blur, no larger than the images.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the images.</exception>
    /// <exception cref="ArgumentException">Options out of range, an empty shape or no plane.</exception>
    public static DeconvolutionPlan Plan(Shape shape, int planes, Psf psf, DeconvolutionOptions? options = null) =>
        new(shape, planes, psf, options ?? new(), RunHints.Default);

    /// <summary>A run of the library's own.</summary>
    internal static DeconvolutionResult RunWith(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions options,
        RunHints hints,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancel = default
    ) => new DeconvolutionPlan(blurred.Shape, blurred.Count, psf, options, hints).Run(blurred, progress, cancel);
}
