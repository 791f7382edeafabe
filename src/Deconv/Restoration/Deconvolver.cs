using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>Restores a blurred image whose PSF is known.</summary>
public static class Deconvolver
{
    /// <summary>
    /// Restores an image. <see cref="DeconvolutionPlan.PeakBytes"/> gives the pooled memory it takes: for a color image about 25 of its planes, 22
    /// without the search for impulses. Samples that are not finite numbers are ignored and stay as they are. Scaling the image scales the result
    /// and changes nothing else. Thread-safe: concurrent runs give the same bits as sequential ones.
    /// </summary>
    /// <param name="blurred">The image; linear light for photographs. Not changed.</param>
    /// <param name="psf">The blur, no larger than the image.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; see <see cref="RunControl.OnCancel"/>.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the image.</exception>
    /// <exception cref="ArgumentException">Options out of range, or an image without finite samples.</exception>
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

    /// <summary>Restores an image whose blur differs across the frame.</summary>
    /// <param name="blurred">The image; linear light for photographs. Not changed.</param>
    /// <param name="field">The PSFs of its places, no larger than the image.</param>
    /// <param name="options">Null for the defaults; <see cref="DeconvolutionOptions.Field"/> is replaced.</param>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; see <see cref="RunControl.OnCancel"/>.</param>
    /// <inheritdoc cref="Run(PlanarImage, Psf, DeconvolutionOptions?, IProgress{DeconvolutionProgress}?, CancellationToken)"/>
    public static DeconvolutionResult Run(
        PlanarImage blurred,
        PsfField field,
        DeconvolutionOptions? options = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blurred);
        ArgumentNullException.ThrowIfNull(field);
        return Run(blurred, field.Middle(blurred.Shape), (options ?? new()) with { Field = field }, progress, cancellationToken);
    }

    /// <summary>
    /// The same on a thread of the pool. The image must not change while it runs. Argument errors are thrown immediately, others when awaited.
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
    /// The automatic values that a run would determine from an image, without restoring it; for <see cref="DeconvolutionOptions.Automatic"/>.
    /// Impulses that only a restoration reveals are not detected here.
    /// </summary>
    /// <inheritdoc cref="Run(PlanarImage, Psf, DeconvolutionOptions?, IProgress{DeconvolutionProgress}?, CancellationToken)"/>
    public static AutomaticValues Measure(PlanarImage blurred, Psf psf, DeconvolutionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        DeconvolutionPlan plan = Plan(blurred.Shape, blurred.Count, psf, options);
        if (plan.Options.Stretch is not null)
            throw new ArgumentException("Stretch is set: take the values from the Parameters.Automatic of a restoration.", nameof(options));
        using var run = new DeconvolutionRun(blurred, psf, plan.Options, RunHints.Default, null, default);
        return run.Measure();
    }

    /// <summary>Plans the restoration of images of one size: its memory, and a way to run it on many images.</summary>
    /// <param name="shape">Shape of the images.</param>
    /// <param name="planes">Number of planes of the images, at least 1.</param>
    /// <param name="psf">The blur, no larger than the images.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the images.</exception>
    /// <exception cref="ArgumentException">Options out of range, an empty shape or no plane.</exception>
    public static DeconvolutionPlan Plan(Shape shape, int planes, Psf psf, DeconvolutionOptions? options = null) =>
        new(shape, planes, psf, options ?? new(), RunHints.Default);

    /// <summary>A run started by the library itself.</summary>
    internal static DeconvolutionResult RunWith(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions options,
        RunHints hints,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancel = default
    ) => new DeconvolutionPlan(blurred.Shape, blurred.Count, psf, options, hints).Run(blurred, progress, cancel);
}
