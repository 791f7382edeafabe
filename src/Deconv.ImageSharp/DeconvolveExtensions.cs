using Deconv.Blind;
using Deconv.ImageSharp.Processing;
using Deconv.Psfs;
using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Processing;

namespace Deconv.ImageSharp;

/// <summary>
/// Restoration inside an ImageSharp pipeline. For progress, cancellation and the verdict make a <see cref="DeconvolveProcessor"/> and give it to
/// <see cref="IImageProcessingContext.ApplyProcessor(SixLabors.ImageSharp.Processing.Processors.IImageProcessor)"/>.
/// </summary>
public static class DeconvolveExtensions
{
    /// <summary>
    /// Options of <see cref="CaptureSharpen(IImageProcessingContext, float)"/>: luminance only, and a PSF that is an estimate.
    /// </summary>
    public static DeconvolutionOptions CaptureSharpening { get; } = new() { Channels = ChannelMode.Luma, PsfTrust = PsfTrust.Estimated };

    /// <summary>Restores a picture whose blur is known.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="psf">The blur, no larger than the image.</param>
    /// <param name="options">
    /// How to restore; null for the defaults. A picture that is known to go on outside its frame, for instance a texture that repeats, says how
    /// in <see cref="DeconvolutionOptions.Boundary"/>.
    /// </param>
    public static IImageProcessingContext Deconvolve(this IImageProcessingContext source, Psf psf, DeconvolutionOptions? options = null) =>
        Apply(source, new(psf, options));

    /// <summary>Restores a part of a picture; what lies around it is looked at and left as it is.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="psf">The blur, no larger than the part with twice its own size around it.</param>
    /// <param name="options">How to restore; null for the defaults.</param>
    /// <param name="rectangle">The part.</param>
    public static IImageProcessingContext Deconvolve(
        this IImageProcessingContext source,
        Psf psf,
        DeconvolutionOptions? options,
        Rectangle rectangle
    ) => Apply(source, new(psf, options), rectangle);

    /// <summary>Finds the blur of a picture and removes it; see <see cref="BlindDeconvolveProcessor"/> for what happens when none is found.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="options">How to look for the blur and how to restore; null for the defaults.</param>
    public static IImageProcessingContext BlindDeconvolve(this IImageProcessingContext source, BlindOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.ApplyProcessor(new BlindDeconvolveProcessor(options));
    }

    /// <summary>Takes back the softness of lens, sensor and demosaicing, in the luminance.</summary>
    /// <param name="source">The pipeline.</param>
    /// <param name="sigma">Of the Gaussian, in pixels, above 0: 0.5 to 1 for cameras; larger sharpens more.</param>
    public static IImageProcessingContext CaptureSharpen(this IImageProcessingContext source, float sigma = 0.7f) =>
        Apply(source, new(Psf.Gaussian(sigma), CaptureSharpening));

    /// <inheritdoc cref="CaptureSharpen(IImageProcessingContext, float)"/>
    /// <param name="source">The pipeline.</param>
    /// <param name="sigma">Of the Gaussian, in pixels, above 0.</param>
    /// <param name="rectangle">The part to sharpen.</param>
    public static IImageProcessingContext CaptureSharpen(this IImageProcessingContext source, float sigma, Rectangle rectangle) =>
        Apply(source, new(Psf.Gaussian(sigma), CaptureSharpening), rectangle);

    private static IImageProcessingContext Apply(IImageProcessingContext source, DeconvolveProcessor processor, Rectangle? rectangle = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return rectangle is { } part ? source.ApplyProcessor(processor, part) : source.ApplyProcessor(processor);
    }
}
