using Deconv.Imaging.Color;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Metadata;

namespace Deconv.ImageSharp.Pixels;

/// <summary>What an image still tells about the file that it was decoded from, as far as a restoration depends on it.</summary>
internal static class FileTraces
{
    /// <summary>The gamma that PNG files state beside a chunk that says sRGB, which ImageSharp does not hand over.</summary>
    private const uint GammaOfSrgb = 45455;

    /// <summary>
    /// The curve of a frame, and the words for it. The profile of a TIFF file is in the frame, that of other files in the image; then comes the
    /// gamma of a PNG file, unless it is that of sRGB.
    /// </summary>
    public static (TransferFunction Function, string Text) Curve(Image image, ImageFrame frame, TransferFunction? given) =>
        given is { } curve ? (curve, $"{curve} (as given)")
        : (frame.Metadata.IccProfile ?? image.Metadata.IccProfile)?.ToByteArray() is { Length: > 0 } profile ? IccCurve.Find(profile)
        : PngGamma(image.Metadata) is var gamma && gamma > 0 && gamma != GammaOfSrgb && Imaging.Codecs.Png.PngMetadata.OfGamma(gamma) is { } stated
            ? stated
        : (TransferFunction.Srgb, "sRGB (assumed)");

    /// <summary>
    /// The quality of the JPEG file that an image was decoded from. Only decoding sets the kind of color, so its absence means another origin; what
    /// was done to the pixels since then cannot be known.
    /// </summary>
    public static int? JpegQuality(Image image)
    {
        // Of a copy: asking an image for the metadata of a format adds them to it.
        JpegMetadata jpeg = image.Metadata.DeepClone().GetJpegMetadata();
        return jpeg.ColorType is null ? null : jpeg.Quality;
    }

    private static uint PngGamma(ImageMetadata metadata) =>
        (uint)Math.Clamp(Math.Round(metadata.DeepClone().GetPngMetadata().Gamma * 100_000.0), 0, uint.MaxValue);
}
