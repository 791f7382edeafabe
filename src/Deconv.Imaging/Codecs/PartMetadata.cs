using Deconv.Imaging.Codecs.Exif;
using Deconv.Imaging.Codecs.Fits;

namespace Deconv.Imaging.Codecs;

/// <summary>The metadata of a part of a photograph: what tells about the frame or shows it becomes that of the part.</summary>
internal static class PartMetadata
{
    /// <summary>Of a part at a known place. Coordinates in a FITS header follow.</summary>
    /// <param name="whole">The metadata of the photograph.</param>
    /// <param name="part">Its part.</param>
    /// <param name="shape">The shape of the photograph.</param>
    public static ImageMetadata Of(ImageMetadata whole, Region part, Shape shape) =>
        part == Region.Whole(shape) ? whole : Resized(FitsCards.Cropped(whole, part.Top, part.Left), part.Shape);

    /// <summary>Of pixels of another shape.</summary>
    public static ImageMetadata Resized(ImageMetadata whole, Shape shape) =>
        whole with
        {
            Exif = whole.Exif is { } exif ? ExifBlock.Resized(exif, shape) : null,
            Xmp = whole.Xmp is { } xmp ? XmpPacket.Resized(xmp, shape) : null,
        };
}
