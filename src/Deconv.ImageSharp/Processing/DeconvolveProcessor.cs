using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>
/// Restores every frame of an image as <see cref="PhotographRestorer.Deblur"/> restores photographs:
/// <c>image.Mutate(c => c.ApplyProcessor(processor))</c>. Alpha, profiles and all other metadata stay as they are. Progress, cancellation and the
/// result are properties, since the ImageSharp pipeline does not provide them.
/// </summary>
public sealed class DeconvolveProcessor : IImageProcessor
{
    /// <summary>Creates a processor that restores images blurred by a PSF.</summary>
    /// <param name="psf">The blur.</param>
    /// <param name="options">
    /// Null for the defaults. Threads 0 means <see cref="Configuration.MaxDegreeOfParallelism"/> of the image. A rectangle given to ImageSharp takes
    /// precedence over <see cref="PhotographOptions.Region"/>; its margin defaults to twice the size of the PSF.
    /// </param>
    public DeconvolveProcessor(Psf psf, PhotographOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(psf);
        (Psf, Options) = (psf, options ?? new());
    }

    /// <summary>The blur.</summary>
    public Psf Psf { get; }

    /// <summary>How to restore.</summary>
    public PhotographOptions Options { get; }

    /// <summary>The curve of the pixels. Null (the default): that of the ICC profile or of the PNG file, or sRGB if there is none.</summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>Receives every iteration of every frame.</summary>
    public IProgress<DeconvolutionProgress>? Progress { get; init; }

    /// <summary>
    /// Cancels the work within one iteration with <see cref="OperationCanceledException"/>; frames that were not finished are not changed.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The restoration of the last frame. Dispose it to return the memory early. Null before the first run.</summary>
    public PhotographRestoration? LastResult { get; internal set; }

    /// <inheritdoc/>
    public IImageProcessor<TPixel> CreatePixelSpecificProcessor<TPixel>(Configuration configuration, Image<TPixel> source, Rectangle sourceRectangle)
        where TPixel : unmanaged, IPixel<TPixel> => new DeconvolveProcessor<TPixel>(this, configuration, source, sourceRectangle);
}
