using Deconv.Imaging;
using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>Removes the small blur of lens, sensor or resizing in every frame, as <see cref="PhotographRestorer.Sharpen"/> does.</summary>
public sealed class CaptureSharpenProcessor : IImageProcessor
{
    /// <summary>Creates a processor that sharpens images.</summary>
    /// <param name="sigma">Standard deviation of the blur in pixels, above 0. Null: estimated from every frame, 0.3 to 2.</param>
    /// <param name="options">
    /// Null for <see cref="PhotographOptions.Sharpening"/>. Threads and rectangles as for <see cref="DeconvolveProcessor"/>; the blur is estimated
    /// from the whole frame.
    /// </param>
    public CaptureSharpenProcessor(double? sigma = null, PhotographOptions? options = null) =>
        (Sigma, Options) = (sigma, options ?? PhotographOptions.Sharpening);

    /// <summary>Standard deviation of the blur in pixels; null if it is estimated.</summary>
    public double? Sigma { get; }

    /// <summary>How to restore.</summary>
    public PhotographOptions Options { get; }

    /// <inheritdoc cref="DeconvolveProcessor.Transfer"/>
    public TransferFunction? Transfer { get; init; }

    /// <inheritdoc cref="DeconvolveProcessor.Progress"/>
    public IProgress<DeconvolutionProgress>? Progress { get; init; }

    /// <inheritdoc cref="DeconvolveProcessor.CancellationToken"/>
    public CancellationToken CancellationToken { get; init; }

    /// <inheritdoc cref="DeconvolveProcessor.LastResult"/>
    public PhotographRestoration? LastResult { get; internal set; }

    /// <inheritdoc/>
    public IImageProcessor<TPixel> CreatePixelSpecificProcessor<TPixel>(Configuration configuration, Image<TPixel> source, Rectangle sourceRectangle)
        where TPixel : unmanaged, IPixel<TPixel> => new CaptureSharpenProcessor<TPixel>(this, configuration, source, sourceRectangle);
}
