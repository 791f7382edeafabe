using System.Diagnostics;
using System.Globalization;
using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Metrics;
using Deconv.Psfs;
using MathNet.Numerics.Statistics;

namespace Deconv.Benchmarks.Quality;

/// <summary>One picture restored with an estimated PSF, and the same restoration with the true PSF to compare with.</summary>
/// <param name="Name">Picture and PSF.</param>
/// <param name="Blurred">PSNR of the blurred picture in dB.</param>
/// <param name="Known">PSNR of the same final step with the true PSF in dB.</param>
/// <param name="Psnr">PSNR of the blind restoration in dB.</param>
/// <param name="Ssim">SSIM of the blind restoration.</param>
/// <param name="ErrorRatio">Squared error divided by the squared error with the true PSF.</param>
/// <param name="Similarity">Similarity of the estimated and the true kernel.</param>
/// <param name="Seconds">Estimate, check and restoration.</param>
/// <param name="CheckSeconds">Part of it that the check of the estimate took.</param>
/// <param name="Verdict">Verdict on the estimate.</param>
internal sealed record BlindMeasurement(
    string Name,
    double Blurred,
    double Known,
    double Psnr,
    double Ssim,
    double ErrorRatio,
    double Similarity,
    double Seconds,
    double CheckSeconds,
    BlindVerdict Verdict
)
{
    /// <summary>Restores and scores; disposes of the pictures.</summary>
    public static BlindMeasurement Of(QualityCase pair, Alteration alteration, BlindOptions options)
    {
        using (pair)
        {
            options = options with { Final = options.Final with { NoiseFloor = alteration.HiddenNoise } };
            using PlanarImage altered = alteration.Apply(pair.Blurred);
            long start = Stopwatch.GetTimestamp();
            using BlindResult result = BlindDeconvolver.Run(altered, options with { AcceptAnyway = true });
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using BlindResult known = BlindDeconvolver.WithPsf(altered, pair.Psf, options);
            ImageComparison blind = Score(result.Restored!.Image, pair, alteration),
                reference = Score(known.Restored!.Image, pair, alteration);
            return new(
                pair.Name,
                ImageComparison.Compare(pair.Blurred, pair.Truth, pair.MaxShift, pair.CropBorder).Psnr,
                reference.Psnr,
                blind.Psnr,
                blind.Ssim,
                blind.SquaredError / reference.SquaredError,
                PsfSimilarity.Of(result.Psf, pair.Psf),
                seconds,
                result.CheckTime.TotalSeconds,
                result.Verdict
            );
        }
    }

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name, -28} blurred {Blurred:F2} dB  known {Known:F2}  blind {Psnr:F2} dB  SSIM {Ssim:F4}  ER {ErrorRatio:F2}  "
                + $"kernel {Similarity:F3}  {Seconds:F2} s  "
                + $"{Words.Of(Verdict.Outcome)} ({Verdict.Probability:F2}; drop {Verdict.SparsityDrop:F2}, "
                + $"agree {Verdict.Agreement:F2}, gain {Verdict.Gain:F3}, peak {Verdict.PeakShare:F2})"
        );

    /// <summary>Means, medians and counts.</summary>
    public static string Summary(IReadOnlyList<BlindMeasurement> rows)
    {
        double[] psnr = [.. rows.Select(r => r.Psnr)],
            ratios = [.. rows.Select(r => r.ErrorRatio)],
            whole = [.. rows.Select(r => r.Seconds)],
            estimate = [.. rows.Select(r => r.Seconds - r.CheckSeconds)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"mean of {rows.Count}: blurred {rows.Average(r => r.Blurred):F2} dB, known {rows.Average(r => r.Known):F2}, "
                + $"blind {psnr.Average():F2} (median {psnr.Median():F2}), SSIM {rows.Average(r => r.Ssim):F4}, "
                + $"ER {ratios.Average():F2} (geometric {ratios.GeometricMean():F2}), "
                + $"below 2: {ratios.Count(r => r < 2)}, below 3: {ratios.Count(r => r < 3)}, "
                + $"kernel {rows.Average(r => r.Similarity):F3}, trusted {rows.Count(r => r.Verdict.Trusted)}; "
                + $"{whole.Average():F2} s (median {whole.Median():F2}, least {whole.Min():F2}), "
                + $"without the check {estimate.Average():F2} s (median {estimate.Median():F2}, least {estimate.Min():F2})"
        );
    }

    /// <summary>For JSON.</summary>
    public object Fields =>
        new
        {
            Name,
            BlurredPsnr = Blurred,
            KnownPsnr = Known,
            Psnr,
            Ssim,
            ErrorRatio,
            KernelSimilarity = Similarity,
            Seconds,
            CheckSeconds,
            Verdict = Words.Of(Verdict.Outcome),
            Verdict.Probability,
        };

    private static ImageComparison Score(PlanarImage image, QualityCase pair, Alteration alteration)
    {
        // Files clip, so the score does too.
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = Math.Clamp(alteration.Undo(v), 0, 1);
        return ImageComparison.Compare(image, pair.Truth, pair.MaxShift, pair.CropBorder);
    }
}
