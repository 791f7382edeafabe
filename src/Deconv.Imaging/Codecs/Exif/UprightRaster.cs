using Deconv.Imaging.Codecs.Png;
using Deconv.Imaging.Codecs.Tiff;

namespace Deconv.Imaging.Codecs.Exif;

/// <summary>Turns pixels as a file stores them to the axes in which they are seen. Everything behind the readers works in those.</summary>
internal static class UprightRaster
{
    /// <summary>Pixels of one tile that are copied together, so that rows and columns both stay in the cache.</summary>
    private const int Tile = 32;

    /// <summary>The raster itself if its EXIF block states no turn; otherwise a turned copy whose metadata says that it is upright.</summary>
    public static Raster Of(Raster stored)
    {
        if (stored.Metadata.Exif is not { } exif || ExifBlock.OrientationOf(exif) is not { IsUpright: false } orientation)
            return stored;
        Shape shape = orientation.Of(stored.Shape);
        var upright = new Raster(shape, stored.Channels, stored.Depth)
        {
            Transfer = stored.Transfer,
            Metadata = Turned(stored.Metadata, orientation, shape),
            Parts = stored.Parts,
            Warnings =
            [
                .. stored.Warnings,
                $"The file states orientation {orientation.Value}: the image was {orientation.Done}, and the result is upright.",
            ],
        };
        switch (stored.Depth)
        {
            case SampleDepth.UInt8:
                Copy<byte>(stored.Bytes, stored, orientation, upright.Bytes, shape);
                break;
            case SampleDepth.UInt16:
                Copy<ushort>(stored.Words, stored, orientation, upright.Words, shape);
                break;
            default:
                Copy<float>(stored.Floats, stored, orientation, upright.Floats, shape);
                break;
        }

        return upright;
    }

    private static ImageMetadata Turned(ImageMetadata metadata, Orientation orientation, Shape shape)
    {
        ImageMetadata turned = metadata with
        {
            Exif = ExifBlock.Turned(metadata.Exif!, shape),
            Xmp = metadata.Xmp is { } xmp ? XmpPacket.Turned(xmp, shape) : null,
        };
        return orientation.SwapsAxes
            ? turned with
            {
                Resolution = metadata.Resolution is { } r ? new Resolution(r.Y, r.X) : null,
                Opaque = [.. metadata.Opaque.Select(b => TiffMetadata.WithSwappedAxes(PngMetadata.WithSwappedAxes(b)))],
            }
            : turned;
    }

    private static void Copy<T>(ReadOnlySpan<T> from, Raster stored, Orientation orientation, Span<T> to, Shape shape)
    {
        int channels = stored.Channels;
        (int start, int down, int right) = orientation.Walk(stored.Shape);
        (start, down, right) = (start * channels, down * channels, right * channels);
        for (int top = 0; top < shape.Height; top += Tile)
        for (int left = 0; left < shape.Width; left += Tile)
        for (int y = top; y < Math.Min(top + Tile, shape.Height); y++)
        {
            int at = start + (y * down) + (left * right),
                target = ((y * shape.Width) + left) * channels;
            for (int x = left; x < Math.Min(left + Tile, shape.Width); x++, at += right)
            for (int c = 0; c < channels; c++)
                to[target++] = from[at + c];
        }
    }
}
