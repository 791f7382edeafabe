using Deconv.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Processing;

/// <summary>The work on one image: see <see cref="BlindDeconvolveProcessor"/>.</summary>
internal sealed class BlindDeconvolveProcessor<TPixel>(
    BlindDeconvolveProcessor definition,
    Configuration configuration,
    Image<TPixel> source,
    Rectangle rectangle
) : PhotographProcessor<TPixel>(definition.Transfer, configuration, source, rectangle)
    where TPixel : unmanaged, IPixel<TPixel>
{
    protected override PhotographRestoration? Restore(Photograph photograph, Region? part)
    {
        PhotographOptions options = part is null ? definition.Options : definition.Options with { Region = part };
        BlindPhotographPlan plan = PhotographRestorer.PlanBlind(photograph, definition.Search, options);
        plan = plan.With(Threaded(plan.Options.Final.Control));
        BlindPhotograph found = plan.Run(definition.Progress, definition.CancellationToken);
        definition.LastResult = found;
        return found.Restored is null && !definition.Search.EstimateOnly ? throw new BlurNotFoundException(found) : found.Restored;
    }
}
