using Deconv.Blind.Verdict;
using Deconv.Estimation;

namespace Deconv.Blind;

/// <summary>A kind of blur that explains part of a picture.</summary>
/// <param name="Family">Its family; <see cref="PsfFamily.Free"/> for "not blurred".</param>
/// <param name="Spec">The PSF in one word; "delta" for "not blurred".</param>
/// <param name="Gain">Gain in log-likelihood of the spectrum over no blur, per frequency; 0 for "not blurred".</param>
/// <param name="Margin">Gain over the best of the other families: how certain the kind is.</param>
/// <param name="Radius">Root mean square radius in pixels; 0 for "not blurred".</param>
public sealed record BlurFinding(PsfFamily Family, string Spec, double Gain, double Margin, double Radius)
{
    /// <summary>A blur of less than a pixel, which every lens and sensor has: something to sharpen, not to restore.</summary>
    public bool Soft => Gain > 0 && Radius < 1;
}

/// <summary>What a picture tells of itself.</summary>
/// <param name="Noise">Standard deviation of the noise of every plane, an upper bound where there is fine texture.</param>
/// <param name="SaturatedShare">Share of samples at the saturation level, 0 to 1; 0 without a level.</param>
/// <param name="Whole">The blur of the whole picture.</param>
/// <param name="Quadrants">Of its quarters: top left, top right, bottom left, bottom right; empty for pictures below 128 pixels a side.</param>
public sealed record PictureInspection(IReadOnlyList<double> Noise, double SaturatedShare, BlurFinding Whole, IReadOnlyList<BlurFinding> Quadrants)
{
    /// <summary>Whether the picture looks blurred, by more than lens and sensor do.</summary>
    public bool Blurred => Whole.Gain > 0 && !Whole.Soft;
}

/// <summary>Looks at a picture without changing it: noise, clipping, and which simple blur explains its spectrum, if any.</summary>
public static class BlurInspector
{
    /// <summary>Least gain that is a blur and not chance.</summary>
    private const double LeastGain = 0.04;

    private const int LeastSide = 128;

    private static readonly PsfFamily[] Families = [PsfFamily.Disk, PsfFamily.Motion, PsfFamily.Gaussian];

    /// <summary>Inspects a picture; color pictures by their luminance.</summary>
    /// <param name="picture">Linear light for photographs. Not changed.</param>
    /// <param name="saturationLevel">Level from which a sample counts as clipped, in units of the samples, or null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">A picture too small to tell a blur, or with samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    public static PictureInspection Inspect(PlanarImage picture, double? saturationLevel = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Shape shape = picture.Shape;
        double[] noise = [.. Enumerable.Range(0, picture.Count).Select(p => NoiseEstimator.Haar(picture[p], shape))];
        int clipped = 0;
        for (int plane = 0; plane < picture.Count && saturationLevel is not null; plane++)
            foreach (float v in picture[plane])
                clipped += v >= saturationLevel ? 1 : 0;
        BlurFinding whole = Find(picture, null, cancellationToken);
        var quadrants = new List<BlurFinding>();
        var quarter = new Shape(shape.Height / 2, shape.Width / 2);
        if (Math.Min(quarter.Height, quarter.Width) >= LeastSide / 2)
            for (int q = 0; q < 4; q++)
                quadrants.Add(Find(picture, new Region(q % 2 * quarter.Width, q / 2 * quarter.Height, quarter), cancellationToken));
        return new(noise, (double)clipped / picture.Count / shape.Count, whole, quadrants);
    }

    private static BlurFinding Find(PlanarImage picture, Region? box, CancellationToken cancel)
    {
        var findings = new List<(PsfFamily Family, string Spec, BlindVerdict Verdict, double Radius)>();
        foreach (PsfFamily family in Families)
        {
            using BlindResult result = BlindDeconvolver.Run(
                picture,
                new()
                {
                    Family = family,
                    Box = box,
                    EstimateOnly = true,
                    AcceptAnyway = true,
                    Crops = 0,
                },
                cancellationToken: cancel
            );
            findings.Add((family, result.Spec!, result.Verdict, result.Psf.Diagnose().RmsRadius));
        }

        findings.Sort((a, b) => b.Verdict.Gain.CompareTo(a.Verdict.Gain));
        (PsfFamily best, string spec, BlindVerdict verdict, double radius) = findings[0];
        double margin = verdict.Gain - Math.Max(0, findings[1].Verdict.Gain);
        return verdict.Outcome == BlindOutcome.NotBlurred || verdict.Gain < LeastGain
            ? new(PsfFamily.Free, "delta", 0, LeastGain - verdict.Gain, 0)
            : new(best, spec, verdict.Gain, margin, radius);
    }
}
