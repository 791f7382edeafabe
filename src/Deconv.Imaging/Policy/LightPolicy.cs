using Deconv.Estimation;
using Deconv.Restoration;

namespace Deconv.Imaging.Policy;

/// <summary>What a file tells about the light in it, as options of a restoration. The only place that knows.</summary>
internal static class LightPolicy
{
    /// <summary>The options with what the photograph tells.</summary>
    public static DeconvolutionOptions Apply(Photograph photograph, DeconvolutionOptions options, Saturation saturation) =>
        options with
        {
            SaturationLevel = saturation.LevelFor(photograph),
            NoiseFloor = options.NoiseFloor > 0 ? options.NoiseFloor : CompressionNoise.Hidden(photograph.Metadata.JpegQuality),
            LinearLight = photograph.Transfer != TransferFunction.Linear,
            NonNegative = options.NonNegative && photograph.Depth != SampleDepth.Float32,
        };
}
