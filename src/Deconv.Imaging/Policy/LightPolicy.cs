using Deconv.Estimation;
using Deconv.Restoration;

namespace Deconv.Imaging.Policy;

/// <summary>Derives restoration options from the properties of a photograph. The only place that does so.</summary>
internal static class LightPolicy
{
    /// <summary>The options, completed from the photograph.</summary>
    public static DeconvolutionOptions Apply(Photograph photograph, DeconvolutionOptions options, Saturation saturation) =>
        options with
        {
            SaturationLevel = saturation.LevelFor(photograph),
            NoiseFloor = options.NoiseFloor > 0 ? options.NoiseFloor : CompressionNoise.Hidden(QualityOf(photograph)),
            LinearLight = photograph.Transfer != TransferFunction.Linear,
        };

    private static int? QualityOf(Photograph photograph)
    {
        using Photograph? middle = LargePictures.MiddleOf(photograph);
        return Quality(middle ?? photograph);
    }

    private static int? Quality(Photograph photograph) =>
        photograph.Depth == SampleDepth.Float32
            ? photograph.Metadata.JpegQuality
            : CompressionNoise.Quality(photograph.Color, photograph.Transfer, photograph.Metadata.JpegQuality, photograph.Depth == SampleDepth.UInt8);
}
