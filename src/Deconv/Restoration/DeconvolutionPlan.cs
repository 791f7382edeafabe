using Deconv.Numerics.Fft;
using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>
/// A restoration that is decided on except for the image: checked once, run on as many images of its size as there are, also at the same
/// time. Immutable; holds no buffers, those are pooled for the process. Made by <see cref="Deconvolver.Plan"/>.
/// </summary>
public sealed class DeconvolutionPlan
{
    private readonly Lazy<MemoryNeed> _memory;
    private readonly RunHints _hints;

    internal DeconvolutionPlan(Shape shape, int planes, Psf psf, DeconvolutionOptions options, RunHints hints)
    {
        ArgumentNullException.ThrowIfNull(psf);
        if (shape.IsEmpty)
            throw new ArgumentException($"A picture needs at least 1x1 samples, not {shape}.", nameof(shape));
        if (planes < 1)
            throw new ArgumentException($"A picture needs at least 1 plane, not {planes}.", nameof(planes));
        options = options.Resolved();
        options.Validate(shape);
        if (!shape.Contains(psf.Shape))
        {
            throw new InvalidPsfException(
                $"The {psf.Shape} PSF is larger than the {shape} picture, so no sample of the picture shows a whole blur. "
                    + "Crop the PSF or use a larger picture."
            );
        }

        (Shape, Planes, Psf, Options, _hints) = (shape, planes, psf, options, hints);
        _memory = new(() => MemoryNeed.Of(shape, planes, psf, options));
    }

    /// <summary>Shape of the images.</summary>
    public Shape Shape { get; }

    /// <summary>Planes of the images.</summary>
    public int Planes { get; }

    /// <summary>The blur.</summary>
    public Psf Psf { get; }

    /// <summary>How to restore, with the method and the prior that were chosen.</summary>
    public DeconvolutionOptions Options { get; }

    /// <summary>
    /// Bytes that one run holds at most beside the image it is given, its result included; an upper bound, for photographs a tenth (the
    /// default method) to a quarter above what is taken. Runs at the same time take this each. The buffers stay with the process for the next run
    /// until <see cref="PlanarImage.TrimPool"/>.
    /// </summary>
    public long PeakBytes => _memory.Value.Bytes;

    /// <summary>Shape of the largest transforms: the image and its margins, rounded up to a size that is fast.</summary>
    public Shape TransformShape => RealFft2D.FastShape(new(Shape.Height + Psf.Shape.Height - 1, Shape.Width + Psf.Shape.Width - 1));

    /// <summary>Restores one image; see <see cref="Deconvolver.Run"/>.</summary>
    /// <param name="blurred">Of <see cref="Shape"/> and <see cref="Planes"/>. Not changed.</param>
    /// <param name="progress">Receives every iteration, on the thread that computes.</param>
    /// <param name="cancellationToken">Ends the work within one iteration.</param>
    /// <exception cref="ArgumentException">An image of another size, or samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public DeconvolutionResult Run(
        PlanarImage blurred,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        Check(blurred);
        return Restore(blurred, progress, cancellationToken);
    }

    /// <summary>The same on a thread of the pool. The image must not change meanwhile.</summary>
    /// <inheritdoc cref="Run"/>
    public Task<DeconvolutionResult> RunAsync(
        PlanarImage blurred,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        Check(blurred);

        // The token goes to the work alone: canceled before it began, it still returns the best so far where that was asked for.
        return Task.Run(() => Restore(blurred, progress, cancellationToken), CancellationToken.None);
    }

    private DeconvolutionResult Restore(PlanarImage blurred, IProgress<DeconvolutionProgress>? progress, CancellationToken cancel) =>
        Options.Stretch is null
            ? new DeconvolutionRun(blurred, Psf, Options, _hints, progress, cancel).Run()
            : StretchedRestoration.Run(blurred, Psf, Options, _hints, progress, cancel);

    private void Check(PlanarImage blurred)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        if (blurred.Shape != Shape || blurred.Count != Planes)
            throw new ArgumentException(
                $"The plan is for pictures of {Shape} with {Planes} planes, not {blurred.Shape} with {blurred.Count}. Make another plan.",
                nameof(blurred)
            );
    }
}
