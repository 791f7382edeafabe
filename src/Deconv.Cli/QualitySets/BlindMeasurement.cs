using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Deconv.Blind;
using Deconv.Cli.Output;
using Deconv.Metrics;
using Deconv.Psfs;
using MathNet.Numerics.Statistics;

namespace Deconv.Cli.QualitySets;

/// <summary>One picture restored without being told its PSF, against the same restoration with the true one.</summary>
/// <param name="Name">Picture and PSF.</param>
/// <param name="Blurred">PSNR of the blurred picture in dB.</param>
/// <param name="Known">PSNR of the same final step with the true PSF in dB.</param>
/// <param name="Psnr">PSNR of the blind restoration in dB.</param>
/// <param name="Ssim">SSIM of the blind restoration.</param>
/// <param name="ErrorRatio">Squared error over that with the true PSF.</param>
/// <param name="Similarity">Of the kernels.</param>
/// <param name="Seconds">Estimate, check and restoration.</param>
/// <param name="CheckSeconds">What of it the check took.</param>
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
    /// <summary>Restores and scores.</summary>
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
            PictureComparison blind = Score(result.Restored!.Image, pair, alteration),
                reference = Score(known.Restored!.Image, pair, alteration);
            return new(
                pair.Name,
                PictureComparison.Compare(pair.Blurred, pair.Truth, pair.MaxShift, pair.CropBorder).Psnr,
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

    /// <summary>One line for people.</summary>
    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name, -28} blurred {Blurred:F2} dB  known {Known:F2}  blind {Psnr:F2} dB  SSIM {Ssim:F4}  ER {ErrorRatio:F2}  kernel {Similarity:F3}  {Seconds:F2} s  {Verdict.Code} (agree {Verdict.Agreement:F2}, gain {Verdict.Gain:F3}, peak {Verdict.PeakShare:F2})"
        );

    /// <summary>Means, median and counts.</summary>
    public static string Summary(IReadOnlyList<BlindMeasurement> rows)
    {
        double[] alone = [.. rows.Select(r => r.Seconds - r.CheckSeconds)];
        return string.Create(
                CultureInfo.InvariantCulture,
                $"mean of {rows.Count}: blurred {rows.Average(r => r.Blurred):F2} dB, known {rows.Average(r => r.Known):F2}, blind {rows.Average(r => r.Psnr):F2} (median {rows.Select(r => r.Psnr).Median():F2}), SSIM {rows.Average(r => r.Ssim):F4}, "
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"ER {rows.Average(r => r.ErrorRatio):F2} (geometric {rows.Select(r => r.ErrorRatio).GeometricMean():F2}), below 2: {rows.Count(r => r.ErrorRatio < 2)}, below 3: {rows.Count(r => r.ErrorRatio < 3)}, kernel {rows.Average(r => r.Similarity):F3}, trusted {rows.Count(r => r.Verdict.Trusted)}; "
            )
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Average(r => r.Seconds):F2} s (median {rows.Select(r => r.Seconds).Median():F2}, least {rows.Min(r => r.Seconds):F2}), without the check {alone.Average():F2} s (median {alone.Median():F2}, least {alone.Min():F2})"
            );
    }

    /// <summary>The fields of one row.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Name);
        json.WriteFinite("blurredPsnr", Blurred);
        json.WriteFinite("knownPsnr", Known);
        json.WriteFinite("psnr", Psnr);
        json.WriteFinite("ssim", Ssim);
        json.WriteFinite("errorRatio", ErrorRatio);
        json.WriteFinite("kernelSimilarity", Similarity);
        json.WriteFinite("seconds", Seconds);
        json.WriteFinite("checkSeconds", CheckSeconds);
        json.WriteString("verdict", Verdict.Code);
        json.WriteFinite("confidence", Verdict.Confidence);
    }

    private static PictureComparison Score(PlanarImage image, QualityCase pair, Alteration alteration)
    {
        // Files clip, so the score does too.
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = Math.Clamp(alteration.Undo(v), 0, 1);
        return PictureComparison.Compare(image, pair.Truth, pair.MaxShift, pair.CropBorder);
    }
}
