using Deconv.Benchmarks.Quality;
using Deconv.Imaging;
using Deconv.Metrics;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Outliers;

/// <summary>color: one clipped channel, in linear light from sRGB, as deconv blur, deblur and compare without options measure it.</summary>
internal static class ColorRow
{
    private const string Row = "color";
    private const string Photo = "kodim23";
    private const double Limit = 36.3;

    /// <summary>The default of deconv compare.</summary>
    private const int MaxShift = 3;

    public static IEnumerable<Gate> Measure(OutlierBench bench)
    {
        const string Name = $"{Photo}_disk3";
        if (!bench.Wants(Name))
            yield break;
        string path = QualitySet.FindPhoto(bench.Data, Photo);
        Psf psf = Psf.Disk(3);
        using Photograph sharp = ImageFile.Load(path, LoadOptions.Default with { Transfer = TransferFunction.Srgb });
        using PlanarImage truth = QualityCase.Load(path),
            light = Degradation.Blur(sharp.Color, psf, Boundary.Symmetric, 1);
        PngPicture blurred = PngPicture.Of(light, TransferFunction.Srgb);
        using PlanarImage values = blurred.Values();
        using Answer standard = bench.Restore(blurred, psf),
            off = bench.Restore(blurred, psf, Saturation.Off);
        double psnr = Score(standard.Values, truth);
        bench.Report(
            new(
                Row,
                Name,
                [("blurred", Score(values, truth)), ("default", psnr), ("off", Score(off.Values, truth))],
                Words.Of(standard.Check.Verdict)
            ),
            ("blurred", blurred),
            ("default", standard.File),
            ("off", off.File)
        );
        yield return new(Row, "PSNR of the default on encoded values, dB", psnr, Limit);
    }

    private static double Score(PlanarImage image, PlanarImage truth) => ImageComparison.Compare(image, truth, MaxShift).Psnr;
}
