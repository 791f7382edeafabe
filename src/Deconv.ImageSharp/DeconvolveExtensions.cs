using Deconv.Blind;
using Deconv.ImageSharp.Processing;
using Deconv.Imaging;
using Deconv.Psfs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp;

/// <summary>
/// Restoration inside an ImageSharp pipeline, with the same samples as <see cref="PhotographRestorer"/> and the command line. For progress,
/// cancellation and the verdict create a <see cref="DeconvolveProcessor"/> and pass it to
/// <see cref="IImageProcessingContext.ApplyProcessor(IImageProcessor)"/>.
/// </summary>
public static class DeconvolveExtensions
{
    /// <summary>Restores an image whose blur is known.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="psf">The blur, no larger than the image.</param>
    /// <param name="options">
    /// How to restore; null for the defaults. If it is known how the image continues outside its frame, for instance for a repeating texture, set
    /// <see cref="Restoration.DeconvolutionOptions.Boundary"/>.
    /// </param>
    public static IImageProcessingContext Deconvolve(this IImageProcessingContext source, Psf psf, PhotographOptions? options = null) =>
        Apply(source, new DeconvolveProcessor(psf, options), null);

    /// <summary>Restores a part of an image; its surroundings are used but not changed.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="psf">The blur, no larger than the part plus a margin of twice the PSF size.</param>
    /// <param name="options">How to restore; null for the defaults.</param>
    /// <param name="rectangle">The part to restore.</param>
    public static IImageProcessingContext Deconvolve(this IImageProcessingContext source, Psf psf, PhotographOptions? options, Rectangle rectangle) =>
        Apply(source, new DeconvolveProcessor(psf, options), rectangle);

    /// <summary>Finds the blur of an image and removes it.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="search">How the blur is estimated; null for the defaults.</param>
    /// <param name="options">How it is removed; null for <see cref="BlindOptions.Final"/>.</param>
    /// <exception cref="BlurNotFoundException">No blur was found that can be trusted.</exception>
    public static IImageProcessingContext BlindDeconvolve(
        this IImageProcessingContext source,
        BlindOptions? search = null,
        PhotographOptions? options = null
    ) => Apply(source, new BlindDeconvolveProcessor(search, options), null);

    /// <inheritdoc cref="BlindDeconvolve(IImageProcessingContext, BlindOptions, PhotographOptions)"/>
    /// <param name="source">The pipeline.</param>
    /// <param name="search">How the blur is estimated, on the whole image; null for the defaults.</param>
    /// <param name="options">How it is removed; null for <see cref="BlindOptions.Final"/>.</param>
    /// <param name="rectangle">The part that is restored; the rest is not changed.</param>
    public static IImageProcessingContext BlindDeconvolve(
        this IImageProcessingContext source,
        BlindOptions? search,
        PhotographOptions? options,
        Rectangle rectangle
    ) => Apply(source, new BlindDeconvolveProcessor(search, options), rectangle);

    /// <summary>Removes the small Gaussian blur of lens, sensor or resizing, in the luminance and without halos.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0: 0.5 to 1 for cameras. Null: estimated from the image, 0.3 to 2.</param>
    /// <param name="options">Null for <see cref="PhotographOptions.Sharpening"/>.</param>
    public static IImageProcessingContext CaptureSharpen(
        this IImageProcessingContext source,
        double? sigma = null,
        PhotographOptions? options = null
    ) => Apply(source, new CaptureSharpenProcessor(sigma, options), null);

    /// <inheritdoc cref="CaptureSharpen(IImageProcessingContext, double?, PhotographOptions)"/>
    /// <param name="source">The pipeline.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0. Null: estimated from the whole image.</param>
    /// <param name="options">Null for <see cref="PhotographOptions.Sharpening"/>.</param>
    /// <param name="rectangle">The part to sharpen.</param>
    public static IImageProcessingContext CaptureSharpen(
        this IImageProcessingContext source,
        double? sigma,
        PhotographOptions? options,
        Rectangle rectangle
    ) => Apply(source, new CaptureSharpenProcessor(sigma, options), rectangle);

    private static IImageProcessingContext Apply(IImageProcessingContext source, IImageProcessor processor, Rectangle? rectangle)
    {
        ArgumentNullException.ThrowIfNull(source);
        return rectangle is { } part ? source.ApplyProcessor(processor, part) : source.ApplyProcessor(processor);
    }
}
