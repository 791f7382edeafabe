using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration.Tiles;

namespace Deconv.Restoration;

/// <summary>
/// A restoration with everything decided except the image: checked once, then run on any number of images of its size, also concurrently. Immutable;
/// holds no buffers, which are pooled per process. An image above a few megapixels is restored in tiles that overlap, which bounds the memory; how it
/// is cut depends on its shape and that of the PSF alone. Created by <see cref="Deconvolver.Plan"/>.
/// </summary>
public sealed class DeconvolutionPlan
{
    private readonly Lazy<long> _memory;
    private readonly RunHints _hints;
    private readonly TileLayout _layout;

    internal DeconvolutionPlan(Shape shape, int planes, Psf psf, DeconvolutionOptions options, RunHints hints, TileLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(psf);
        if (shape.IsEmpty)
            throw new ArgumentException($"An image needs at least 1x1 samples, not {shape}.", nameof(shape));
        if (planes < 1)
            throw new ArgumentException($"An image needs at least 1 plane, not {planes}.", nameof(planes));
        options = options.Resolved();
        options.Validate(shape);
        if (!shape.Contains(psf.Shape))
        {
            throw new InvalidPsfException(
                $"The {psf.Shape} PSF is larger than the {shape} image, so no sample of the image covers the whole PSF. "
                    + "Crop the PSF or use a larger image."
            );
        }

        if (options.Field is { } field && (field.Shape, field.OriginRow, field.OriginColumn) != (psf.Shape, psf.OriginRow, psf.OriginColumn))
        {
            throw new InvalidPsfException(
                $"The PSFs of the field are {field.Shape} with origin ({field.OriginRow}, {field.OriginColumn}), the PSF beside it {psf.Shape} with "
                    + $"({psf.OriginRow}, {psf.OriginColumn}). Give Field.Middle of the image's shape."
            );
        }

        (Shape, Planes, Psf, Options, _hints) = (shape, planes, psf, options, hints);

        // Tiles have no neighbor where the picture is assumed to go on in another way than it does.
        _layout = layout ?? (options.Boundary == Boundary.Unknown ? TileLayout.Of(shape, psf.Shape) : TileLayout.Whole(shape));
        _memory = new(() => TiledNeed.Bytes(_layout, shape, planes, psf, options));
    }

    /// <summary>Shape of the images.</summary>
    public Shape Shape { get; }

    /// <summary>Planes of the images.</summary>
    public int Planes { get; }

    /// <summary>The blur.</summary>
    public Psf Psf { get; }

    /// <summary>The options, with the method and the prior resolved.</summary>
    public DeconvolutionOptions Options { get; }

    /// <summary>
    /// Upper bound of the memory of one run in bytes, including its result but not the input image; for photographs 10 % to 25 % above the
    /// actual use, and up to twice for color photographs without clipped samples or impulses, whose planes need not be restored together.
    /// Concurrent runs need this much each. The buffers stay pooled for the next run until <see cref="PlanarImage.TrimPool"/>.
    /// </summary>
    public long PeakBytes => _memory.Value + (TileCount == 1 ? 0 : TiledNeed.ResultBytes(Shape, Planes));

    /// <summary>
    /// Upper bound of the memory of one run in bytes that reads and writes rows. If there is one tile, the image is held in memory, too.
    /// </summary>
    public long PeakBytesOfRows => _memory.Value + (TileCount > 1 ? 0 : TiledNeed.ResultBytes(Shape, Planes));

    /// <summary>Number of tiles; 1 for an image that is restored as a whole.</summary>
    public int TileCount => _layout.Count;

    /// <summary>Shape of the largest transforms: a tile, or the image, and its margins, rounded up to a fast size.</summary>
    public Shape TransformShape =>
        RealFft2D.FastShape(new(_layout.Largest.Height + Psf.Shape.Height - 1, _layout.Largest.Width + Psf.Shape.Width - 1));

    /// <summary>Restores one image; see <see cref="Deconvolver"/>.</summary>
    /// <param name="blurred">The image, of <see cref="Shape"/> and <see cref="Planes"/>. Not changed.</param>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration.</param>
    /// <exception cref="ArgumentException">An image of another size, or without finite samples.</exception>
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

    /// <summary>The same on a thread of the pool. The image must not change while it runs.</summary>
    /// <inheritdoc cref="Run"/>
    public Task<DeconvolutionResult> RunAsync(
        PlanarImage blurred,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        Check(blurred);

        // The token is not passed to Task.Run: if it is canceled before the work starts, the run can still return the best result so far where
        // requested.
        return Task.Run(() => Restore(blurred, progress, cancellationToken), CancellationToken.None);
    }

    /// <summary>
    /// Restores an image that is not held in memory, in two readings from top to bottom. The result is that of <see cref="Run"/>, bit for bit.
    /// </summary>
    /// <param name="blurred">The image, of <see cref="Shape"/> and <see cref="Planes"/>.</param>
    /// <param name="restored">
    /// Receives the restored rows and their residual. If the report says that the iteration diverged, it did not get all of them.
    /// </param>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; rows that were written then are worth nothing.</param>
    /// <exception cref="ArgumentException">An image of another size, or without finite samples.</exception>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    public DeconvolutionReport RunRows(
        IRowSource blurred,
        IRowSink restored,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blurred);
        ArgumentNullException.ThrowIfNull(restored);
        Check(blurred.Shape, blurred.Count, nameof(blurred));
        if (TileCount > 1)
            return RestoreTiles(blurred, restored, progress, cancellationToken);
        using var image = new PlanarImage(Shape, Planes);
        using (IRowReader reader = blurred.Open())
            reader.Read(image);
        using DeconvolutionResult result = Restore(image, progress, cancellationToken);
        restored.Begin();
        restored.Write(result.Image, result.Residual);
        return result.Report;
    }

    private DeconvolutionReport RestoreTiles(
        IRowSource blurred,
        IRowSink restored,
        IProgress<DeconvolutionProgress>? progress,
        CancellationToken cancel
    )
    {
        return Options.Stretch is null ? With(Options).Run(blurred, restored) : StretchedRestoration.Run(blurred, restored, Options, With, cancel);

        TiledRestoration With(DeconvolutionOptions options) => new(_layout, Psf, options, _hints, progress, cancel);
    }

    private DeconvolutionResult Restore(PlanarImage blurred, IProgress<DeconvolutionProgress>? progress, CancellationToken cancel)
    {
        if (TileCount > 1)
        {
            var sink = new ImageSink(Shape, Planes);
            try
            {
                DeconvolutionReport report = RestoreTiles(blurred, sink, progress, cancel);
                return new()
                {
                    Image = sink.Image,
                    Residual = sink.Residual,
                    StopReason = report.StopReason,
                    Planes = report.Planes,
                    Parameters = report.Parameters,
                    Check = report.Check,
                    Elapsed = report.Elapsed,
                };
            }
            catch
            {
                sink.Dispose();
                throw;
            }
        }

        if (Options.Stretch is not null)
            return StretchedRestoration.Run(blurred, Psf, Options, _hints, progress, cancel);
        using var run = new DeconvolutionRun(blurred, Psf, Options, _hints, progress, cancel);
        return run.Run();
    }

    private void Check(PlanarImage blurred)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        Check(blurred.Shape, blurred.Count, nameof(blurred));
    }

    private void Check(Shape shape, int planes, string name)
    {
        if (shape != Shape || planes != Planes)
            throw new ArgumentException(
                $"The plan is for images of {Shape} with {Planes} planes, not {shape} with {planes}. Make another plan.",
                name
            );
    }
}
