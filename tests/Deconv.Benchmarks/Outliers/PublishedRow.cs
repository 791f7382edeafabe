using Deconv.Benchmarks.Quality;
using Deconv.Imaging;
using Deconv.Metrics;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Outliers;

/// <summary>city, soldier: a published pair with known PSF beside the published result (Cho, Wang and Lee 2011).</summary>
internal static class PublishedRow
{
    /// <summary>The blurred pictures match best when they are shifted by up to 6.5 px: the centers of the PSFs are not their centroids.</summary>
    private const int MaxShift = 7;

    private const int Border = 30;

    public static IEnumerable<Gate> Measure(OutlierBench bench, string row, double limit)
    {
        foreach (string folder in Directory.GetDirectories(QualitySet.Folder(bench.Data, "outliers")).Order())
        {
            string name = Path.GetFileName(folder);
            if (!name.Contains(row, StringComparison.Ordinal) || !bench.Wants(name))
                continue;
            using PlanarImage truth = QualityCase.Load(Path.Combine(folder, "ground_truth.png")),
                values = QualityCase.Load(Path.Combine(folder, "blurred.png")),
                published = QualityCase.Load(Path.Combine(folder, "cho2011.png"));
            Psf psf = PsfFile.Load(Path.Combine(folder, "psf.png"));
            PngPicture blurred = PngPicture.Of(values, TransferFunction.Linear);
            using Answer standard = bench.Restore(blurred, psf),
                off = bench.Restore(blurred, psf, Saturation.Off);
            double psnr = Score(standard.Values, truth);
            bench.Report(
                new(
                    row,
                    name,
                    [("blurred", Score(values, truth)), ("cho2011", Score(published, truth)), ("default", psnr), ("off", Score(off.Values, truth))],
                    Words.Of(standard.Check.Verdict)
                ),
                ("default", standard.File),
                ("off", off.File)
            );
            yield return new(row, "PSNR of the default after the best shift, dB", psnr, limit);
        }
    }

    private static double Score(PlanarImage image, PlanarImage truth) => ImageComparison.Compare(image, truth, MaxShift, Border).Psnr;
}
