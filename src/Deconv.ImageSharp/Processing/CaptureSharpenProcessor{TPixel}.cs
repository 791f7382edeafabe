using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Processing;

/// <summary>The work on one image: see <see cref="CaptureSharpenProcessor"/>.</summary>
internal sealed class CaptureSharpenProcessor<TPixel>(
    CaptureSharpenProcessor definition,
    Configuration configuration,
    Image<TPixel> source,
    Rectangle rectangle
) : PhotographProcessor<TPixel>(definition.Transfer, configuration, source, rectangle)
    where TPixel : unmanaged, IPixel<TPixel>
{
    protected override PhotographRestoration Restore(Photograph photograph, Region? part)
    {
        DeconvolutionOptions restoration = definition.Options.Restoration ?? PhotographOptions.Sharpening.Restoration!;
        RunControl control = Threaded(restoration.Control);
        double sigma = definition.Sigma ?? PhotographRestorer.FindSharpening(photograph, control, definition.CancellationToken);
        PhotographOptions options = For(definition.Options, part, Psf.Gaussian(sigma).Shape) with
        {
            Restoration = restoration with { Control = control },
        };
        return definition.LastResult = PhotographRestorer.Sharpen(photograph, sigma, options, definition.Progress, definition.CancellationToken);
    }
}
