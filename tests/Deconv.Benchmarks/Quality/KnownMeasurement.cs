using System.Diagnostics;
using System.Globalization;
using Deconv.Metrics;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Quality;

/// <summary>One picture restored with its true PSF.</summary>
/// <param name="Name">Picture and PSF.</param>
/// <param name="Blurred">PSNR of the blurred picture in dB.</param>
/// <param name="Psnr">PSNR of the restoration in dB.</param>
/// <param name="Ssim">SSIM of the restoration.</param>
/// <param name="SquaredError">Sum of squared differences (SSD).</param>
/// <param name="Seconds">Time of the restoration.</param>
/// <param name="Noise">Estimated standard deviation of the noise, 1 is white.</param>
/// <param name="Verdict">Verdict on the restoration.</param>
internal sealed record KnownMeasurement(
    string Name,
    double Blurred,
    double Psnr,
    double Ssim,
    double SquaredError,
    double Seconds,
    double Noise,
    string Verdict
)
{
    /// <summary>Restores and scores; disposes of the pictures.</summary>
    /// <param name="pair">Picture, truth and PSF.</param>
    /// <param name="options">How to restore.</param>
    /// <param name="save">Folder for the pictures; null to write none.</param>
    public static KnownMeasurement Of(QualityCase pair, DeconvolutionOptions options, string? save)
    {
        using (pair)
        {
            long start = Stopwatch.GetTimestamp();
            using DeconvolutionResult result = Deconvolver.Run(pair.Blurred, pair.Psf, options);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

            // Files clip, so the score does too.
            for (int plane = 0; plane < result.Image.Count; plane++)
                foreach (ref float v in result.Image[plane])
                    v = Math.Clamp(v, 0, 1);
            if (save is not null)
                pair.Save(save, result.Image);
            ImageComparison before = ImageComparison.Compare(pair.Blurred, pair.Truth, pair.MaxShift, pair.CropBorder);
            ImageComparison after = ImageComparison.Compare(result.Image, pair.Truth, pair.MaxShift, pair.CropBorder);
            string verdict = Words.Of(result.Check.Verdict);
            return new(pair.Name, before.Psnr, after.Psnr, after.Ssim, after.SquaredError, seconds, result.Planes[0].Noise, verdict);
        }
    }

    /// <summary>Means, and the verdicts counted.</summary>
    public static KnownMeasurement Mean(IReadOnlyList<KnownMeasurement> rows) =>
        new(
            $"mean of {rows.Count}",
            rows.Average(r => r.Blurred),
            rows.Average(r => r.Psnr),
            rows.Average(r => r.Ssim),
            rows.Average(r => r.SquaredError),
            rows.Average(r => r.Seconds),
            rows.Average(r => r.Noise),
            string.Join(", ", rows.GroupBy(r => r.Verdict).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}"))
        );

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name, -28} blurred {Blurred:F2} dB  restored {Psnr:F2} dB  SSIM {Ssim:F4}  SSD {SquaredError:F2}  "
                + $"noise {Noise * 255:F2}/255  {Seconds:F3} s  {Verdict}"
        );

    /// <summary>For JSON.</summary>
    public object Fields =>
        new
        {
            Name,
            BlurredPsnr = Blurred,
            Psnr,
            Ssim,
            Ssd = SquaredError,
            Seconds,
            Noise,
            Verdict,
        };
}
