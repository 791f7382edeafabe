using Deconv.Blind;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>
/// Finds the blur of every frame and removes it. A frame whose blur is not found with confidence is refused with
/// <see cref="InvalidOperationException"/> and stays as it was; <see cref="BlindOptions.AcceptAnyway"/> restores it all the same.
/// </summary>
public sealed class BlindDeconvolveProcessor : IImageProcessor
{
    /// <summary>Restores pictures whose blur is not known.</summary>
    /// <param name="options">Null for the defaults. Threads 0 means <see cref="Configuration.MaxDegreeOfParallelism"/> of the image.</param>
    public BlindDeconvolveProcessor(BlindOptions? options = null) => Options = options ?? new();

    /// <summary>How to look for the blur and how to restore.</summary>
    public BlindOptions Options { get; }

    /// <summary>The curve of the pixels. Null (the default): that of the ICC profile, sRGB where there is none.</summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>Receives phases and levels of every frame.</summary>
    public IProgress<BlindProgress>? Progress { get; init; }

    /// <summary>Ends the work with <see cref="OperationCanceledException"/>; frames that were not done stay as they were.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The PSF, verdict and restoration of the last frame, a refused one included. Dispose it to hand the memory back early. Null before the
    /// first run.
    /// </summary>
    public BlindResult? LastResult { get; internal set; }

    /// <inheritdoc/>
    public IImageProcessor<TPixel> CreatePixelSpecificProcessor<TPixel>(Configuration configuration, Image<TPixel> source, Rectangle sourceRectangle)
        where TPixel : unmanaged, IPixel<TPixel> => new BlindDeconvolveProcessor<TPixel>(this, configuration, source, sourceRectangle);
}
