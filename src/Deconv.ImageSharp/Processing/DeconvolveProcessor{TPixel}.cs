using Deconv.Restoration;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Processing;

/// <summary>The work on one image: see <see cref="DeconvolveProcessor"/>.</summary>
internal sealed class DeconvolveProcessor<TPixel> : LightProcessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly DeconvolveProcessor _definition;

    public DeconvolveProcessor(DeconvolveProcessor definition, Configuration configuration, Image<TPixel> source, Rectangle rectangle)
        : base(definition.Transfer, configuration, source, rectangle)
    {
        _definition = definition;
        int threads = Math.Max(0, configuration.MaxDegreeOfParallelism); // -1 means all
        Options = definition.Options.Threads == 0 ? definition.Options with { Threads = threads } : definition.Options;
    }

    /// <summary>What is run, the threads of the image's configuration filled in.</summary>
    internal DeconvolutionOptions Options { get; }

    protected override Shape Reach => _definition.Psf.Shape;

    protected override PlanarImage Restore(PlanarImage light)
    {
        DeconvolutionResult result = Deconvolver.Run(light, _definition.Psf, Options, _definition.Progress, _definition.CancellationToken);
        _definition.LastResult = result;
        return result.Image.Clone();
    }
}
