using Deconv.ImageSharp.Pixels;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>Takes the light of every frame out of the pixels, has it restored, and puts it back: alpha, hidden color and depth stay.</summary>
internal abstract class LightProcessor<TPixel> : ImageProcessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly TransferFunction? _transfer;

    protected LightProcessor(TransferFunction? transfer, Configuration configuration, Image<TPixel> source, Rectangle rectangle)
        : base(configuration, source, rectangle)
    {
        _transfer = transfer;
    }

    /// <summary>How far beyond a rectangle its blur reaches.</summary>
    protected abstract Shape Reach { get; }

    /// <summary>Restored light of the same shape; the caller's to dispose.</summary>
    protected abstract PlanarImage Restore(PlanarImage light);

    protected override void OnFrameApply(ImageFrame<TPixel> source)
    {
        var rectangle = Rectangle.Intersect(SourceRectangle, source.Bounds());
        if (rectangle.Width < 1 || rectangle.Height < 1)
            throw new ArgumentException(
                $"The rectangle {SourceRectangle} does not meet the {source.Width}x{source.Height} image. Choose one inside it."
            );
        Rectangle area = Surroundings(rectangle, source.Bounds());
        Raster before = FrameRaster.Read(Configuration, source, area);
        (TransferFunction transfer, string text) = ImageConversions.CurveOf(Source, source, _transfer);
        using Photograph blurred = ImageConversions.ToPhotograph(before, transfer, text);
        using Photograph restored = blurred.With(Restore(blurred.Color));
        Raster after = ImageConversions.ToRaster(restored, before.Depth);
        FrameRaster.KeepHidden(after, before);
        FrameRaster.Write(Configuration, after, area, source, rectangle);
    }

    /// <summary>
    /// What light of the rectangle was blurred into: a restoration that sees it needs to guess nothing at the edge of the rectangle.
    /// </summary>
    private Rectangle Surroundings(Rectangle rectangle, Rectangle image)
    {
        rectangle.Inflate(2 * Reach.Width, 2 * Reach.Height);
        return Rectangle.Intersect(rectangle, image);
    }
}
