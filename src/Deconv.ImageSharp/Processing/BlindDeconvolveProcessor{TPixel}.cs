using Deconv.Blind;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Processing;

/// <summary>The work on one image: see <see cref="BlindDeconvolveProcessor"/>.</summary>
internal sealed class BlindDeconvolveProcessor<TPixel> : LightProcessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly BlindDeconvolveProcessor _definition;
    private readonly BlindOptions _options;

    public BlindDeconvolveProcessor(BlindDeconvolveProcessor definition, Configuration configuration, Image<TPixel> source, Rectangle rectangle)
        : base(definition.Transfer, configuration, source, rectangle)
    {
        _definition = definition;
        int threads = Math.Max(0, configuration.MaxDegreeOfParallelism); // -1 means all
        BlindOptions options = definition.Options;
        _options = options.Final.Threads == 0 ? options with { Final = options.Final with { Threads = threads } } : options;
    }

    /// <summary>As far as a kernel may be wide.</summary>
    protected override Shape Reach => new(BlindOptions.LargestKernel / 2, BlindOptions.LargestKernel / 2);

    protected override PlanarImage Restore(PlanarImage light)
    {
        BlindResult result = BlindDeconvolver.Run(light, _options, _definition.Progress, _definition.CancellationToken);
        _definition.LastResult = result;
        return result.Restored is { } restored
            ? restored.Image.Clone()
            : throw new InvalidOperationException(
                $"{result.Verdict.Reason} The image is unchanged; "
                    + $"set {nameof(BlindOptions)}.{nameof(BlindOptions.AcceptAnyway)} to restore it all the same."
            );
    }
}
