using Deconv.ImageSharp.Pixels;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>Converts every frame to a photograph, restores it, and writes the same pixels into the frame as would be written to a file.</summary>
internal abstract class PhotographProcessor<TPixel>(
    TransferFunction? transfer,
    Configuration configuration,
    Image<TPixel> source,
    Rectangle rectangle
) : ImageProcessor<TPixel>(configuration, source, rectangle)
    where TPixel : unmanaged, IPixel<TPixel>
{
    /// <summary>Restores a frame.</summary>
    /// <param name="photograph">The frame; must not be changed.</param>
    /// <param name="part">The part to restore; null if no rectangle was given.</param>
    /// <returns>The restoration to write into the frame, which is not disposed here; null to leave the frame unchanged.</returns>
    protected abstract PhotographRestoration? Restore(Photograph photograph, Region? part);

    /// <summary>The options for a part: the surroundings within reach of the PSF are solved for too.</summary>
    protected static PhotographOptions For(PhotographOptions options, Region? part, Shape psf) =>
        part is null ? options : options with { Region = part, Margin = options.Margin ?? 2 * Math.Max(psf.Height, psf.Width) };

    /// <summary>The run settings with the threads of the image's configuration if none were given.</summary>
    protected RunControl Threaded(RunControl control) =>
        control.Threads == 0 ? control with { Threads = Math.Max(0, Configuration.MaxDegreeOfParallelism) } : control; // -1 means all

    protected override void OnFrameApply(ImageFrame<TPixel> source)
    {
        var rectangle = Rectangle.Intersect(SourceRectangle, source.Bounds());
        if (rectangle.Width < 1 || rectangle.Height < 1)
            throw new ArgumentException(
                $"The rectangle {SourceRectangle} does not intersect the {source.Width}x{source.Height} image. Choose one inside it."
            );
        Region? part = rectangle == source.Bounds() ? null : new(rectangle.X, rectangle.Y, new(rectangle.Height, rectangle.Width));
        using Photograph photograph = ImageConversions.ToPhotograph(Source, source, transfer);
        if (Restore(photograph, part) is not { } restored)
            return;
        Raster after = ImageConversions.ToRaster(restored.Photograph, photograph.Depth);
        FrameRaster.Write(Configuration, after, source, restored.Region.Left, restored.Region.Top);
    }
}
