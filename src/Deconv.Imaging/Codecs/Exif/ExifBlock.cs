using Deconv.Imaging.Codecs.Tiff;

namespace Deconv.Imaging.Codecs.Exif;

/// <summary>
/// What an EXIF block says about the axes and the size of the pixels. Everything else in it, maker notes included, stays byte for byte where it is.
/// </summary>
internal static class ExifBlock
{
    private const int PixelXDimension = 0xA002,
        PixelYDimension = 0xA003,
        FocalPlaneXResolution = 0xA20E,
        FocalPlaneYResolution = 0xA20F,
        SubjectArea = 0x9214,
        SubjectLocation = 0xA214,
        RelatedImageWidth = 0x1001,
        RelatedImageHeight = 0x1002,
        ThumbnailOffset = 0x0201,
        ThumbnailLength = 0x0202;

    /// <summary>How the pixels have to be turned; upright if the block does not say.</summary>
    public static Orientation OrientationOf(byte[] exif) =>
        ExifDirectory.TryFirst(exif, out ExifDirectory first) && first.Number(TiffTags.Orientation) is { } value and >= 1 and <= 8
            ? new Orientation((int)value)
            : Orientation.Upright;

    /// <summary>The block for pixels that were turned by its orientation: upright, with their size, without a thumbnail.</summary>
    /// <param name="exif">The block; not changed.</param>
    /// <param name="shape">Of the turned pixels.</param>
    public static byte[] Turned(byte[] exif, Shape shape)
    {
        bool swaps = OrientationOf(exif).SwapsAxes;
        byte[] block = [.. exif];
        if (!ExifDirectory.TryFirst(block, out ExifDirectory first))
            return block;
        first.Set(TiffTags.Orientation, Orientation.Upright.Value);
        if (swaps)
        {
            first.Exchange(TiffTags.XResolution, TiffTags.YResolution);
            if (first.TryBelow(TiffTags.ExifDirectory, out ExifDirectory camera))
                camera.Exchange(FocalPlaneXResolution, FocalPlaneYResolution);
        }

        return Resized(block, shape);
    }

    /// <summary>The block for a part of the pixels: with their size, without a thumbnail, which would show what was cut off.</summary>
    /// <param name="exif">The block; not changed.</param>
    /// <param name="shape">Of the part.</param>
    public static byte[] Resized(byte[] exif, Shape shape)
    {
        byte[] block = [.. exif];
        if (!ExifDirectory.TryFirst(block, out ExifDirectory first))
            return block;
        first.Set(TiffTags.Width, shape.Width);
        first.Set(TiffTags.Height, shape.Height);
        if (first.TryBelow(TiffTags.ExifDirectory, out ExifDirectory camera))
        {
            camera.Set(PixelXDimension, shape.Width);
            camera.Set(PixelYDimension, shape.Height);
            // They count pixels from the corner of the frame that was stored.
            camera.Remove(SubjectArea);
            camera.Remove(SubjectLocation);
            if (camera.TryBelow(TiffTags.InteroperabilityDirectory, out ExifDirectory exchange))
            {
                exchange.Set(RelatedImageWidth, shape.Width);
                exchange.Set(RelatedImageHeight, shape.Height);
            }
        }

        return WithoutThumbnail(block, first);
    }

    /// <summary>Takes the second directory and the thumbnail that it describes out; the block ends before a thumbnail that was its end.</summary>
    private static byte[] WithoutThumbnail(byte[] block, ExifDirectory first)
    {
        if (!first.TryNext(out ExifDirectory second))
            return block;
        first.EndHere();
        int directories = Math.Max(first.End, second.End),
            end = block.Length;
        foreach (
            (int offset, int length) in (ReadOnlySpan<(int, int)>)
                [(ThumbnailOffset, ThumbnailLength), (TiffTags.StripOffsets, TiffTags.StripByteCounts)]
        )
            if (second.Number(offset) is { } at && second.Number(length) is { } bytes && at >= directories && at + bytes <= block.Length)
            {
                block.AsSpan((int)at, (int)bytes).Clear();
                // A byte may fill it up to an even length.
                if (at + bytes >= end - 1)
                    end = (int)at;
            }

        return block[..end];
    }
}
