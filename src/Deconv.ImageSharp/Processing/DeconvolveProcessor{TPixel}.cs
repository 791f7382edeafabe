using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using Deconv.ImageSharp.Pixels;
using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace Deconv.ImageSharp.Processing;

/// <summary>The work on one image: see <see cref="DeconvolveProcessor"/>.</summary>
internal sealed class DeconvolveProcessor<TPixel> : ImageProcessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly DeconvolveProcessor _definition;

    public DeconvolveProcessor(DeconvolveProcessor definition, Configuration configuration, Image<TPixel> source, Rectangle rectangle)
        : base(configuration, source, rectangle)
    {
        _definition = definition;
        int threads = Math.Max(0, configuration.MaxDegreeOfParallelism); // -1 means all
        Options = definition.Options.Threads == 0 ? definition.Options with { Threads = threads } : definition.Options;
    }

    /// <summary>What is run, the threads of the image's configuration filled in.</summary>
    internal DeconvolutionOptions Options { get; }

    protected override void OnFrameApply(ImageFrame<TPixel> source)
    {
        var rectangle = Rectangle.Intersect(SourceRectangle, source.Bounds());
        if (rectangle.Width < 1 || rectangle.Height < 1)
            throw new ArgumentException($"The rectangle {SourceRectangle} does not meet the {source.Width}x{source.Height} image. Choose one inside it.");
        Rectangle area = Surroundings(rectangle, source.Bounds());
        Raster before = FrameRaster.Read(Configuration, source, area);
        (TransferFunction transfer, string text) = ImageConversions.CurveOf(Source, _definition.Transfer);
        using Photograph blurred = ImageConversions.ToPhotograph(before, transfer, text);
        DeconvolutionResult result = Deconvolver.Run(blurred.Color, _definition.Psf, Options, _definition.Progress, _definition.CancellationToken);
        using Photograph restored = blurred.With(result.Image.Clone());
        Raster after = ImageConversions.ToRaster(restored, before.Depth);
        FrameRaster.KeepHidden(after, before);
        FrameRaster.Write(Configuration, after, area, source, rectangle);
        _definition.LastResult = result;
    }

    /// <summary>What light of the rectangle was blurred into: a restoration that sees it needs to guess nothing at the edge of the rectangle.</summary>
    private Rectangle Surroundings(Rectangle rectangle, Rectangle image)
    {
        rectangle.Inflate(2 * _definition.Psf.Shape.Width, 2 * _definition.Psf.Shape.Height);
        return Rectangle.Intersect(rectangle, image);
    }
}
