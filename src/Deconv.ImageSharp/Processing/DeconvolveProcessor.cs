using Deconv.Psfs;
using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>
/// Restores every frame of an image: <c>image.Mutate(c => c.ApplyProcessor(processor))</c>. Light is worked on, multiplied by alpha; alpha,
/// hidden color, profiles and all other metadata stay as they are. Progress, cancellation and the result travel here, since ImageSharp has no
/// place for them.
/// </summary>
public sealed class DeconvolveProcessor : IImageProcessor
{
    /// <summary>Restores pictures blurred by a PSF.</summary>
    /// <param name="psf">The blur.</param>
    /// <param name="options">Null for the defaults. Threads 0 means <see cref="Configuration.MaxDegreeOfParallelism"/> of the image.</param>
    public DeconvolveProcessor(Psf psf, DeconvolutionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(psf);
        (Psf, Options) = (psf, options ?? new());
    }

    /// <summary>The blur.</summary>
    public Psf Psf { get; }

    /// <summary>How to restore.</summary>
    public DeconvolutionOptions Options { get; }

    /// <summary>The curve of the pixels. Null (the default): that of the ICC profile, sRGB where there is none.</summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>Receives every iteration of every frame.</summary>
    public IProgress<DeconvolutionProgress>? Progress { get; init; }

    /// <summary>
    /// Ends the work within one iteration with <see cref="OperationCanceledException"/>; frames that were not done stay as they were.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// What the restoration of the last frame found: verdict, parameters, history, and the light of the area it looked at, which is larger than
    /// a rectangle by the reach of the blur. Dispose it to hand the memory back early. Null before the first run.
    /// </summary>
    public DeconvolutionResult? LastResult { get; internal set; }

    /// <inheritdoc/>
    public IImageProcessor<TPixel> CreatePixelSpecificProcessor<TPixel>(Configuration configuration, Image<TPixel> source, Rectangle sourceRectangle)
        where TPixel : unmanaged, IPixel<TPixel> => new DeconvolveProcessor<TPixel>(this, configuration, source, sourceRectangle);
}
