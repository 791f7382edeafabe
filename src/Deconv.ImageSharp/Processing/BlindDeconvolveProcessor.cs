using Deconv.Blind;
using Deconv.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>
/// Estimates the blur of every frame and removes it, as <see cref="PhotographRestorer.Blind"/> does. A frame in which no blur is found throws a
/// <see cref="BlurNotFoundException"/> and is not changed; <see cref="BlindOptions.AcceptAnyway"/> restores it anyway. With
/// <see cref="BlindOptions.EstimateOnly"/> no frame is changed, and <see cref="LastResult"/> holds the blur.
/// </summary>
public sealed class BlindDeconvolveProcessor : IImageProcessor
{
    /// <summary>Creates a processor that restores images with an unknown blur.</summary>
    /// <param name="search">How the blur is estimated; null for the defaults.</param>
    /// <param name="options">
    /// How it is removed. Null, or a null <see cref="PhotographOptions.Restoration"/>: as in <see cref="BlindOptions.Final"/>. Threads 0 means
    /// <see cref="Configuration.MaxDegreeOfParallelism"/> of the image. A rectangle given to ImageSharp takes precedence over
    /// <see cref="PhotographOptions.Region"/>: the whole frame is restored, and the rectangle is written.
    /// </param>
    public BlindDeconvolveProcessor(BlindOptions? search = null, PhotographOptions? options = null) =>
        (Search, Options) = (search ?? new(), options ?? new());

    /// <summary>How the blur is estimated.</summary>
    public BlindOptions Search { get; }

    /// <summary>How it is removed.</summary>
    public PhotographOptions Options { get; }

    /// <inheritdoc cref="DeconvolveProcessor.Transfer"/>
    public TransferFunction? Transfer { get; init; }

    /// <summary>Receives phases and levels of every frame.</summary>
    public IProgress<BlindProgress>? Progress { get; init; }

    /// <summary>Cancels the work with <see cref="OperationCanceledException"/>; frames that were not finished are not changed.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The PSF, verdict and restoration of the last frame, including a rejected one. Dispose it to return the memory early. Null before the first
    /// run.
    /// </summary>
    public BlindPhotograph? LastResult { get; internal set; }

    /// <inheritdoc/>
    public IImageProcessor<TPixel> CreatePixelSpecificProcessor<TPixel>(Configuration configuration, Image<TPixel> source, Rectangle sourceRectangle)
        where TPixel : unmanaged, IPixel<TPixel> => new BlindDeconvolveProcessor<TPixel>(this, configuration, source, sourceRectangle);
}
