using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Pixels;

/// <summary>Converts between frames and rasters, row by row.</summary>
internal static class FrameRaster
{
    /// <summary>Reads the samples of an area.</summary>
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

    /// <summary>Writes a raster into a frame.</summary>
    /// <param name="configuration">Configuration of the image.</param>
    /// <param name="raster">The samples, in the layout of the pixel type.</param>
    /// <param name="frame">The frame; overwritten in the area of the raster.</param>
    /// <param name="left">Column of the frame at which the raster begins.</param>
    /// <param name="top">Row of the frame at which the raster begins.</param>
    public static void Write<TPixel>(Configuration configuration, Raster raster, ImageFrame<TPixel> frame, int left = 0, int top = 0)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        PixelLayout layout = PixelLayout.Of<TPixel>();
        int width = raster.Shape.Width;
        frame.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < raster.Shape.Height; y++)
                layout.Pack(configuration, raster, y * width, rows.GetRowSpan(top + y).Slice(left, width));
        });
    }
}
