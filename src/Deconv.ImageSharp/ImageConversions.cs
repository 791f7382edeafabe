using Deconv.ImageSharp.Pixels;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp;

/// <summary>
/// Converts between ImageSharp images and the linear light planes of Deconv. A round trip preserves the bits of every pixel type, except that color
/// under alpha 0 becomes black, because premultiplied light does not hold it.
/// </summary>
public static class ImageConversions
{
    /// <summary>
    /// The first frame of an image as a photograph: linear light, alpha, depth, curve, and the quality of the JPEG file it was decoded from. Other
    /// metadata is not copied.
    /// </summary>
    /// <param name="image">The image, of any pixel type; not changed.</param>
    /// <param name="transfer">The curve of its values. Null: that of its ICC profile or of its PNG file, or sRGB if there is none.</param>
    public static Photograph ToPhotograph<TPixel>(this Image<TPixel> image, TransferFunction? transfer = null)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(image);
        return ToPhotograph(image, image.Frames.RootFrame, transfer);
    }

    /// <summary>The first frame of an image as planes of linear light, premultiplied by alpha if there is alpha, which is omitted.</summary>
    /// <inheritdoc cref="ToPhotograph{TPixel}(Image{TPixel}, TransferFunction?)"/>
    public static PlanarImage ToPlanarImage<TPixel>(this Image<TPixel> image, TransferFunction? transfer = null)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        Photograph photograph = image.ToPhotograph(transfer);
        photograph.Alpha?.Dispose();
        return photograph.Color;
    }

    /// <summary>
    /// Converts a photograph to an image without metadata. Gray and color are converted to each other if the pixel type requires it.
    /// </summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="configuration">Null for ImageSharp's default.</param>
    public static Image<TPixel> ToImage<TPixel>(this Photograph photograph, Configuration? configuration = null)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(photograph);
        configuration ??= Configuration.Default;
        var image = new Image<TPixel>(configuration, photograph.Shape.Width, photograph.Shape.Height);
        PixelLayout layout = PixelLayout.Of<TPixel>();
        if (layout.Channels == photograph.Color.Count + (photograph.Alpha is null ? 0 : 1))
        {
            FrameRaster.Write(configuration, ToRaster(photograph, layout.Depth), image.Frames.RootFrame);
            return image;
        }

        // ImageSharp converts between pixel types.
        using Image own = (photograph.Color.Count, photograph.Alpha is null, layout.Depth) switch
        {
            (1, true, SampleDepth.UInt8) => photograph.ToImage<L8>(configuration),
            (1, true, _) => photograph.ToImage<L16>(configuration),
            (1, false, SampleDepth.UInt8) => photograph.ToImage<La16>(configuration),
            (1, false, _) => photograph.ToImage<La32>(configuration),
            (_, true, SampleDepth.UInt8) => photograph.ToImage<Rgb24>(configuration),
            (_, true, _) => photograph.ToImage<Rgb48>(configuration),
            (_, false, SampleDepth.UInt8) => photograph.ToImage<Rgba32>(configuration),
            _ => photograph.ToImage<Rgba64>(configuration),
        };
        image.Dispose();
        return own.CloneAs<TPixel>(configuration);
    }

    /// <summary>Converts 1 plane (gray) or 3 planes (color) of linear light to an image.</summary>
    /// <param name="light">The planes; not changed.</param>
    /// <param name="transfer">The curve to encode with; default sRGB.</param>
    /// <param name="configuration">Null for ImageSharp's default.</param>
    public static Image<TPixel> ToImage<TPixel>(this PlanarImage light, TransferFunction transfer = default, Configuration? configuration = null)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(light);
        using var photograph = new Photograph(light.Clone()) { Transfer = transfer };
        return photograph.ToImage<TPixel>(configuration);
    }

    /// <summary>A frame of an image as a photograph.</summary>
    internal static Photograph ToPhotograph<TPixel>(Image image, ImageFrame<TPixel> frame, TransferFunction? given)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        Raster raster = FrameRaster.Read(image.GetConfiguration(), frame, frame.Bounds());
        (TransferFunction transfer, string text) = FileTraces.Curve(image, frame, given);
        (PlanarImage color, PlanarImage? alpha, PlanarImage? missing) = RasterConversion.ToPlanes(raster, transfer, null, []);
        return new Photograph(color, alpha)
        {
            Missing = missing,
            Depth = raster.Depth,
            Transfer = transfer,
            TransferText = text,
            Metadata = new() { JpegQuality = FileTraces.JpegQuality(image) },
        };
    }

    /// <summary>The encoded samples of a photograph; floats keep values outside 0..1.</summary>
    internal static Raster ToRaster(Photograph photograph, SampleDepth depth) =>
        RasterConversion
            .ToRaster(
                photograph,
                photograph.Alpha is not null,
                depth,
                photograph.Transfer,
                depth == SampleDepth.Float32 ? RangePolicy.Preserve : RangePolicy.Clip,
                Imaging.ImageMetadata.None
            )
            .Raster;
}
