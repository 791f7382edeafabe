using Deconv.Blind.Search;
using Deconv.Blind.Verdict;
using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>The blur family that best explains an image or a part of it.</summary>
/// <param name="Family">The blur family; <see cref="PsfFamily.Free"/> for "not blurred".</param>
/// <param name="Spec">The PSF specification; "delta" for "not blurred".</param>
/// <param name="Gain">Gain in log-likelihood of the spectrum over no blur, per frequency; 0 for "not blurred".</param>
/// <param name="Margin">Gain over the next best family: how certain the family is.</param>
/// <param name="Radius">Root mean square radius in pixels; 0 for "not blurred".</param>
public sealed record BlurFinding(PsfFamily Family, string Spec, double Gain, double Margin, double Radius)
{
    /// <summary>True for a blur of less than a pixel, as every lens and sensor has: sharpen it rather than restore it.</summary>
    public bool Soft => Gain > 0 && Radius < 1;
}

/// <summary>What an image shows about its own noise, clipping and blur.</summary>
/// <param name="Noise">Standard deviation of the noise of every plane, in units of the samples, as <see cref="Deconvolver.Measure"/> determines it
/// with the blur that was found: clipped samples and impulses do not count. Of three planes: on the axes luminance, red − blue and green −
/// magenta, scaled to the noise of one color plane where the planes have equal and independent noise. A restoration with another PSF or other options
/// measures a slightly different noise. An upper bound where there is fine texture and no blur.</param>
/// <param name="SaturatedShare">Share of samples at the saturation level, 0 to 1; 0 without a level.</param>
/// <param name="Whole">Blur of the whole image.</param>
/// <param name="Quadrants">Blur of the quadrants: top left, top right, bottom left, bottom right; empty for images with a side below 128
/// pixels.</param>
/// <param name="EdgeSharpness">As <see cref="BlindVerdict.EdgeSharpness"/>: what a blind restoration calls sharp, it calls sharp by this.</param>
public sealed record ImageInspection(
    IReadOnlyList<double> Noise,
    double SaturatedShare,
    BlurFinding Whole,
    IReadOnlyList<BlurFinding> Quadrants,
    double EdgeSharpness
)
{
    /// <summary>Edge sharpness that lens and sensor leave: that of a Gaussian of 0.75 pixels.</summary>
    private const double SoftSharpness = 0.5;

    /// <summary>Number of lamps whose streaks show one path of the camera; 0 where too few do.</summary>
    public int Lamps { get; init; }

    /// <summary>Whether the image looks blurred by more than lens and sensor.</summary>
    public bool Blurred => Lamps > 0 || (Whole.Gain > 0 && !Whole.Soft) || EdgeSharpness < (Whole.Gain > 0 ? SoftSharpness : BlindVerdict.SharpFrom);

    /// <summary>Whether the image is blurred by none of the simple blurs: camera shake, most likely.</summary>
    public bool Shaken => Blurred && (Lamps > 0 || Whole.Gain == 0 || Whole.Soft);
}

/// <summary>Inspects an image without changing it: noise, clipping, and which simple blur explains its spectrum, if any.</summary>
public static class BlurInspector
{
    /// <summary>Gain above which a blur is significant.</summary>
    private const double MinGain = 0.04;

    private const int MinSide = 128;

    private static readonly PsfFamily[] Families = [PsfFamily.Disk, PsfFamily.Motion, PsfFamily.Gaussian];

    /// <summary>Inspects an image; color images by their luminance.</summary>
    /// <param name="image">Linear light for photographs. Not changed.</param>
    /// <param name="saturationLevel">Level from which a sample counts as clipped, in units of the samples, or null.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">An image too small to detect a blur, or with samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    public static ImageInspection Inspect(PlanarImage image, double? saturationLevel = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        Shape shape = image.Shape;
        int clipped = 0;
        for (int plane = 0; plane < image.Count && saturationLevel is not null; plane++)
        {
            double from = ClipLevel.Of(image[plane], saturationLevel.Value);
            foreach (float v in image[plane])
                clipped += v >= from ? 1 : 0;
        }

        BlurFinding whole = Find(image, null, cancellationToken);
        var quadrants = new List<BlurFinding>();
        var quarter = new Shape(shape.Height / 2, shape.Width / 2);
        if (Math.Min(quarter.Height, quarter.Width) >= MinSide / 2)
            for (int q = 0; q < 4; q++)
                quadrants.Add(Find(image, new Region(q % 2 * quarter.Width, q / 2 * quarter.Height, quarter), cancellationToken));
        double share = (double)clipped / image.Count / shape.Count;
        using var source = new SourcePlane(image, saturationLevel);
        Region box = source.Best(BlurEstimator.MaxAutomaticBound);
        using WorkingImage working = source.Working(box);
        return new(Noise(image, whole, saturationLevel), share, whole, quadrants, source.Sharpness(working, box))
        {
            Lamps = source.Lamps.Sum(l => l.Lamps),
        };
    }

    private static double[] Noise(PlanarImage image, BlurFinding blur, double? saturationLevel)
    {
        Psf psf = blur.Gain > 0 ? Psf.Parse(blur.Spec) : Psf.Delta();
        AutomaticValues values = Deconvolver.Measure(
            image,
            image.Shape.Contains(psf.Shape) ? psf : Psf.Delta(),
            new() { SaturationLevel = saturationLevel }
        );
        double unit = values.White * (image.Count == 3 ? OpponentAxes.Length : 1); // the opponent axes are shorter by √3
        return [.. values.Planes.Select(p => p.Noise * unit)];
    }

    private static BlurFinding Find(PlanarImage image, Region? box, CancellationToken cancel)
    {
        var findings = new List<(PsfFamily Family, string Spec, BlindVerdict Verdict, double Radius)>();
        foreach (PsfFamily family in Families)
        {
            using BlindResult result = BlindDeconvolver.Run(
                image,
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
        return verdict.Outcome == BlindOutcome.NotBlurred || verdict.Gain < MinGain
            ? new(PsfFamily.Free, "delta", 0, MinGain - verdict.Gain, 0)
            : new(best, spec, verdict.Gain, margin, radius);
    }
}
