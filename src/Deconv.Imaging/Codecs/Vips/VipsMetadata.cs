using Deconv.Imaging.Codecs.Exif;
using Deconv.Imaging.Codecs.Jpeg;
using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>Metadata as libvips offers it.</summary>
internal static class VipsMetadata
{
    /// <summary>Reads profile, EXIF, XMP and resolution.</summary>
    public static ImageMetadata Read(Image image) =>
        new()
        {
            IccProfile = Block(image, "icc-profile-data"),
            Exif = Exif(image),
            Xmp = Block(image, "xmp-data"),
            Resolution = ResolutionOf(image),
        };

    /// <summary>The same for readers that turn the pixels, so that the orientation in the EXIF block is no longer valid.</summary>
    public static ImageMetadata ReadUpright(Image image)
    {
        ImageMetadata metadata = Read(image);
        var shape = new Shape(image.Height, image.Width);
        return metadata.Exif is { } exif && !ExifBlock.OrientationOf(exif).IsUpright
            ? metadata with
            {
                Exif = ExifBlock.Turned(exif, shape),
                Xmp = metadata.Xmp is { } xmp ? XmpPacket.Turned(xmp, shape) : null,
            }
            : metadata;
    }

    /// <summary>A block such as "icc-profile-data"; null if there is none.</summary>
    public static byte[]? Block(Image image, string name) => image.Contains(name) ? image.Get(name) as byte[] : null;

    private static byte[]? Exif(Image image)
    {
        byte[]? exif = Block(image, "exif-data");
        return exif is not null && exif.AsSpan().StartsWith(JpegSegments.ExifPrefix) ? exif[JpegSegments.ExifPrefix.Length..] : exif;
    }

    /// <summary>Pixels per meter; null for 1 per millimeter, which stands for "unknown" in libvips.</summary>
    private static Resolution? ResolutionOf(Image image)
    {
        (double x, double y) = (image.Xres * 1000, image.Yres * 1000);
        return x > 0 && y > 0 && double.IsFinite(x + y) && !(x == 1000 && y == 1000) ? new Resolution(x, y) : null;
    }
}
