using Deconv.Imaging.Color;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Metadata;

namespace Deconv.ImageSharp.Pixels;

/// <summary>Properties of the file that an image was decoded from, as far as a restoration depends on them.</summary>
internal static class FileTraces
{
    /// <summary>The gamma that PNG files state together with an sRGB chunk, which ImageSharp does not expose.</summary>
    private const uint GammaOfSrgb = 45455;

    /// <summary>
    /// The curve of a frame and its description. The profile of a TIFF file is in the frame, that of other files in the image; otherwise the gamma of
    /// a PNG file is used, unless it is that of sRGB.
    /// </summary>
    public static (TransferFunction Function, string Text) Curve(Image image, ImageFrame frame, TransferFunction? given) =>
        given is { } curve ? (curve, $"{curve} (as given)")
        : (frame.Metadata.IccProfile ?? image.Metadata.IccProfile)?.ToByteArray() is { Length: > 0 } profile ? IccCurve.Find(profile)
        : PngGamma(image.Metadata) is var gamma && gamma > 0 && gamma != GammaOfSrgb && Imaging.Codecs.Png.PngMetadata.OfGamma(gamma) is { } stated
            ? stated
        : (TransferFunction.Srgb, "sRGB (assumed)");

    /// <summary>
    /// The quality of the JPEG file that an image was decoded from. Only decoding sets the color type, so its absence means another origin; later
    /// changes of the pixels cannot be detected.
    /// </summary>
    public static int? JpegQuality(Image image)
    {
        // Use a copy: querying an image for the metadata of a format adds them to it.
        JpegMetadata jpeg = image.Metadata.DeepClone().GetJpegMetadata();
        return jpeg.ColorType is null ? null : jpeg.Quality;
    }

    private static uint PngGamma(ImageMetadata metadata) =>
        (uint)Math.Clamp(Math.Round(metadata.DeepClone().GetPngMetadata().Gamma * 100_000.0), 0, uint.MaxValue);
}
