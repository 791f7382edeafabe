using Deconv.Blind;
using Deconv.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>
/// Finds the blur of every frame and removes it, as <see cref="PhotographRestorer.Blind"/> does. A frame whose blur is not to be believed is refused
/// with <see cref="BlurNotFoundException"/> and stays as it was; <see cref="BlindOptions.AcceptAnyway"/> restores it all the same. With
/// <see cref="BlindOptions.EstimateOnly"/> every frame stays as it was, and <see cref="LastResult"/> tells its blur.
/// </summary>
public sealed class BlindDeconvolveProcessor : IImageProcessor
{
    /// <summary>Restores images whose blur is not known.</summary>
    /// <param name="search">How the blur is looked for; null for the defaults.</param>
    /// <param name="options">
    /// How it is removed. Null, or a null <see cref="PhotographOptions.Restoration"/>: as <see cref="BlindOptions.Final"/> says. Threads 0 means
    /// <see cref="Configuration.MaxDegreeOfParallelism"/> of the image. A rectangle given to ImageSharp comes before
    /// <see cref="PhotographOptions.Region"/>: all of the frame is looked at and restored, and the rectangle is written.
    /// </param>
    public BlindDeconvolveProcessor(BlindOptions? search = null, PhotographOptions? options = null) =>
        (Search, Options) = (search ?? new(), options ?? new());

    /// <summary>How the blur is looked for.</summary>
    public BlindOptions Search { get; }

    /// <summary>How it is removed.</summary>
    public PhotographOptions Options { get; }

    /// <inheritdoc cref="DeconvolveProcessor.Transfer"/>
    public TransferFunction? Transfer { get; init; }

    /// <summary>Receives phases and levels of every frame.</summary>
    public IProgress<BlindProgress>? Progress { get; init; }

    /// <summary>Ends the work with <see cref="OperationCanceledException"/>; frames that were not done stay as they were.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The PSF, verdict and restoration of the last frame, a refused one included. Dispose it to hand the memory back early. Null before the
    /// first run.
    /// </summary>
    public BlindPhotograph? LastResult { get; internal set; }

    /// <inheritdoc/>
    public IImageProcessor<TPixel> CreatePixelSpecificProcessor<TPixel>(Configuration configuration, Image<TPixel> source, Rectangle sourceRectangle)
        where TPixel : unmanaged, IPixel<TPixel> => new BlindDeconvolveProcessor<TPixel>(this, configuration, source, sourceRectangle);
}
