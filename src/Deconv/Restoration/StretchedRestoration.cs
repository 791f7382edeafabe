using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Restoration.Tiles;

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
        using PlanarImage stretched = image.Clone();
        Stretch(stretched, range);
        using var run = new DeconvolutionRun(stretched, psf, Inside(options, range), hints, progress, cancel);
        DeconvolutionResult result = run.Run();
        Unstretch(result.Image, range, nonNegative);
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

    /// <summary>The same in tiles.</summary>
    public static DeconvolutionReport Run(
        IRowSource picture,
        IRowSink sink,
        DeconvolutionOptions options,
        Func<DeconvolutionOptions, TiledRestoration> tiles,
        CancellationToken cancel
    )
    {
        LevelRange range = options.Stretch!.Value;
        bool nonNegative = options.NonNegative ?? IsLight(picture, options, cancel);
        DeconvolutionReport report = tiles(Inside(options, range))
            .Run(new StretchedRows(picture, range), new UnstretchedSink(sink, range, nonNegative));
        return report with { Parameters = report.Parameters with { NonNegative = nonNegative, Stretch = range } };
    }

    /// <summary>Stretches a range to 0 to 1, in place.</summary>
    public static void Stretch(PlanarImage image, LevelRange range)
    {
        float scale = (float)(range.White - range.Black),
            black = (float)range.Black;
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = (v - black) / scale;
    }

    /// <summary>Undoes <see cref="Stretch"/>.</summary>
    public static void Unstretch(PlanarImage image, LevelRange range, bool nonNegative)
    {
        float scale = (float)(range.White - range.Black),
            black = (float)range.Black;
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
            {
                v = (v * scale) + black;
                if (nonNegative)
                    v = Math.Max(0, v);
            }
    }

    /// <summary>The options in units of the stretched samples.</summary>
    private static DeconvolutionOptions Inside(DeconvolutionOptions options, LevelRange range)
    {
        double contrast = range.White - range.Black;
        return options with
        {
            NonNegative = false,
            Noise = options.Noise / contrast,
            NoiseFloor = options.NoiseFloor / contrast,
            SaturationLevel = (options.SaturationLevel - range.Black) / contrast,
        };
    }

    private static bool IsLight(IRowSource picture, DeconvolutionOptions options, CancellationToken cancel)
    {
        using PictureSurvey survey = PictureSurvey.Of(picture, options.Weights, false, 0, cancel);
        return !LightSign.IsSigned(survey.Sample, survey.SampleWeights);
    }
}
