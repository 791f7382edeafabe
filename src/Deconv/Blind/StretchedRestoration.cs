using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>
/// The restoration of a picture of low contrast: its range is stretched to 0 to 1 and back, so that parameters in units of white mean what they
/// mean in other pictures. A picture that fills half of its range or more goes through as it is.
/// </summary>
internal static class StretchedRestoration
{
    private const double LowContrast = 0.5;

    /// <summary>Restores.</summary>
    public static DeconvolutionResult Run(
        PlanarImage image, Psf psf, (double Black, double White) range, DeconvolutionOptions options, IProgress<DeconvolutionProgress>? progress, CancellationToken cancel)
    {
        double contrast = range.White - range.Black;
        if (contrast >= LowContrast * WhiteLevel.Of(image)) return Deconvolver.Run(image, psf, options, progress, cancel);
        float scale = (float)contrast, black = (float)range.Black;
        using PlanarImage stretched = image.Clone();
        for (int plane = 0; plane < stretched.Count; plane++)
            foreach (ref float v in stretched[plane]) v = (v - black) / scale;
        DeconvolutionResult result = Deconvolver.Run(
            stretched,
            psf,
            options with
            {
                NonNegative = false,
                Noise = options.Noise / contrast,
                NoiseFloor = options.NoiseFloor / contrast,
                SaturationLevel = (options.SaturationLevel - range.Black) / contrast,
            },
            progress,
            cancel);
        for (int plane = 0; plane < result.Image.Count; plane++)
            foreach (ref float v in result.Image[plane])
            {
                v = (v * scale) + black;
                if (options.NonNegative) v = Math.Max(0, v);
            }

        return result;
    }
}
