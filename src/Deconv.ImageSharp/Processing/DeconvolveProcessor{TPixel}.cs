using Deconv.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Processing;

/// <summary>The work on one image: see <see cref="DeconvolveProcessor"/>.</summary>
internal sealed class DeconvolveProcessor<TPixel>(
    DeconvolveProcessor definition,
    Configuration configuration,
    Image<TPixel> source,
    Rectangle rectangle
) : PhotographProcessor<TPixel>(definition.Transfer, configuration, source, rectangle)
    where TPixel : unmanaged, IPixel<TPixel>
{
    protected override PhotographRestoration Restore(Photograph photograph, Region? part)
    {
        PhotographOptions options = For(definition.Options, part, definition.Psf.Shape);
        PhotographPlan plan = PhotographRestorer.Plan(photograph, definition.Psf, options);
        plan = plan.With(Threaded(plan.Options.Control));
        return definition.LastResult = plan.Run(definition.Progress, definition.CancellationToken);
    }
}
