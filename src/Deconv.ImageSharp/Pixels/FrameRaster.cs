using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Pixels;

/// <summary>Between frames and rasters, row by row.</summary>
internal static class FrameRaster
{
    /// <summary>The samples of an area.</summary>
    public static Raster Read<TPixel>(Configuration configuration, ImageFrame<TPixel> frame, Rectangle area)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        PixelLayout layout = PixelLayout.Of<TPixel>();
        var raster = new Raster(new(area.Height, area.Width), layout.Channels, layout.Depth);
        frame.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < area.Height; y++)
                layout.Unpack<TPixel>(configuration, rows.GetRowSpan(area.Y + y).Slice(area.X, area.Width), raster, y * area.Width);
        });
        return raster;
    }

    /// <summary>Writes the part of a raster that lies in a rectangle of the frame.</summary>
    /// <param name="configuration">Of the image.</param>
    /// <param name="raster">Of the layout of the pixels.</param>
    /// <param name="area">Where the raster lies in the frame.</param>
    /// <param name="frame">Overwritten inside <paramref name="rectangle"/>.</param>
    /// <param name="rectangle">Inside <paramref name="area"/>.</param>
    public static void Write<TPixel>(Configuration configuration, Raster raster, Rectangle area, ImageFrame<TPixel> frame, Rectangle rectangle)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        PixelLayout layout = PixelLayout.Of<TPixel>();
        frame.ProcessPixelRows(rows =>
        {
            for (int y = rectangle.Top; y < rectangle.Bottom; y++)
            {
                int first = ((y - area.Y) * area.Width) + rectangle.X - area.X;
                layout.Pack(configuration, raster, first, rows.GetRowSpan(y).Slice(rectangle.X, rectangle.Width));
            }
        });
    }

    /// <summary>Takes color from another raster where alpha is 0: it is not seen, and premultiplied light does not hold it.</summary>
    public static void KeepHidden(Raster raster, Raster original)
    {
        switch (raster.Depth)
        {
            case Imaging.SampleDepth.UInt8:
                Keep(raster.Bytes, original.Bytes, raster);
                break;
            case Imaging.SampleDepth.UInt16:
                Keep(raster.Words, original.Words, raster);
                break;
            default:
                Keep(raster.Floats, original.Floats, raster);
                break;
        }
    }

    private static void Keep<T>(Span<T> samples, ReadOnlySpan<T> original, Raster raster)
        where T : struct, IEquatable<T>
    {
        if (!raster.HasAlpha)
            return;
        int channels = raster.Channels;
        for (int i = channels - 1; i < samples.Length; i += channels)
            if (original[i].Equals(default))
                original.Slice(i + 1 - channels, channels).CopyTo(samples[(i + 1 - channels)..]);
    }
}
