using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>
/// The restoration of an image of low contrast: its range is stretched to 0 to 1 and back, so that parameters in units of white have their usual
/// meaning. See <see cref="DeconvolutionOptions.Stretch"/>.
/// </summary>
internal static class StretchedRestoration
{
    /// <summary>Restores with a <see cref="DeconvolutionOptions.Stretch"/> that is not null.</summary>
    public static DeconvolutionResult Run(
        PlanarImage image,
        Psf psf,
        DeconvolutionOptions options,
        RunHints hints,
        IProgress<DeconvolutionProgress>? progress,
        CancellationToken cancel
    )
    {
        LevelRange range = options.Stretch!.Value;
        bool nonNegative = options.NonNegative ?? !LightSign.IsSigned(image, options.Weights);
        double contrast = range.White - range.Black;
        float scale = (float)contrast,
            black = (float)range.Black;
        using PlanarImage stretched = image.Clone();
        for (int plane = 0; plane < stretched.Count; plane++)
            foreach (ref float v in stretched[plane])
                v = (v - black) / scale;
        using var run = new DeconvolutionRun(
            stretched,
            psf,
            options with
            {
                NonNegative = false,
                Noise = options.Noise / contrast,
                NoiseFloor = options.NoiseFloor / contrast,
                SaturationLevel = (options.SaturationLevel - range.Black) / contrast,
            },
            hints,
            progress,
            cancel
        );
        DeconvolutionResult result = run.Run();
        for (int plane = 0; plane < result.Image.Count; plane++)
            foreach (ref float v in result.Image[plane])
            {
                v = (v * scale) + black;
                if (nonNegative)
                    v = Math.Max(0, v);
            }

        return new()
        {
            Image = result.Image,
            StopReason = result.StopReason,
            Planes = result.Planes,
            Parameters = result.Parameters with { NonNegative = nonNegative },
            Check = result.Check,
            Residual = result.Residual,
            Elapsed = result.Elapsed,
        };
    }
}
