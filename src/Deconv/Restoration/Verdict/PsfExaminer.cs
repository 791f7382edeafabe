using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>Tries a PSF, its flip, wider and narrower versions and no blur at all on the middle of an image.</summary>
public static class PsfExaminer
{
    internal const int Window = 512;

    /// <summary>
    /// Significant difference of spectrum costs: the correct PSF of a simulated photograph stays below it, one that is off by a pixel exceeds 0.06
    /// (natural images are not exactly 1/f²).
    /// </summary>
    private const double Significant = 0.03;

    /// <summary>The same relative to no blur: the steep spectrum of a smooth image resembles a blur to some extent.</summary>
    private const double SignificantAgainstNoBlur = 0.1;

    /// <summary>Examines a PSF on an image; color images by their luminance.</summary>
    /// <param name="image">The blurred image; linear light for photographs.</param>
    /// <param name="psf">The PSF that is assumed to have blurred it.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the image.</exception>
    public static PsfExamination Examine(PlanarImage image, Psf psf)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(psf);
        if (!image.Shape.Contains(psf.Shape))
            throw new InvalidPsfException($"The {psf.Shape} PSF is larger than the {image.Shape} image.");
        using PlanarImage crop = Middle(image);
        List<PsfTrial> trials = SpectrumTrials(crop[0], crop.Shape, psf);

        // Orientation shows only in a restoration: with the wrong one edges need echoes, which the prior penalizes.
        double noise = NoiseEstimator.Estimate(crop[0], crop.Shape, psf);
        trials[0] = trials[0] with { Objective = Objective(crop, psf, noise) };
        trials.Insert(1, new(PsfTrialKind.Flipped, trials[0].SpectrumCost, Objective(crop, psf.Flip(), noise)));
        return new(trials, Judge(trials));
    }

    /// <summary>
    /// Misfit of the power spectrum of the middle of an image under a PSF, per frequency: of several PSFs the one with the smallest misfit is the
    /// best. Sensitive to size and direction, not to a 180° rotation.
    /// </summary>
    /// <param name="image">The blurred image; linear light for photographs. Color images are examined by their luminance.</param>
    /// <param name="psf">A PSF that may have blurred it, no larger than the image.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the image.</exception>
    public static double SpectrumCost(PlanarImage image, Psf psf)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(psf);
        if (!image.Shape.Contains(psf.Shape))
            throw new InvalidPsfException($"The {psf.Shape} PSF is larger than the {image.Shape} image.");
        using PlanarImage crop = Middle(image);
        return new BlurLikelihood(crop[0], crop.Shape).Cost(psf);
    }

    /// <summary>Tries the PSF as given, wider and narrower by up to three pixels, and no blur, using only the spectrum of the image.</summary>
    internal static List<PsfTrial> SpectrumTrials(ReadOnlySpan<float> image, Shape shape, Psf psf) =>
        SpectrumTrials(new BlurLikelihood(image, shape), psf);

    /// <summary>The same with a spectrum that was measured before.</summary>
    internal static List<PsfTrial> SpectrumTrials(BlurLikelihood likelihood, Psf psf)
    {
        // Half-pixel steps: with larger ones the correct size could be missed, since the nulls must match.
        double half = 0.5 / Math.Max(1, 2 * psf.Diagnose().RmsRadius);
        return
        [
            new(PsfTrialKind.AsGiven, likelihood.Cost(psf), double.NaN),
            new(PsfTrialKind.Wider, Enumerable.Range(1, 6).Min(i => likelihood.Cost(psf.Scale(1 + (i * half)))), double.NaN),
            new(PsfTrialKind.Narrower, Enumerable.Range(1, 5).Min(i => likelihood.Cost(psf.Scale(Math.Max(0.15, 1 - (i * half))))), double.NaN),
            new(PsfTrialKind.None, likelihood.Cost(Psf.Delta()), double.NaN),
        ];
    }

    /// <summary>The size that explains the spectrum better than the one given, or null.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="evidence">How much larger than usual a difference must be to count.</param>
    internal static FitVerdict? WrongSize(List<PsfTrial> trials, double evidence = 1)
    {
        PsfTrial best = trials.Skip(1).Where(t => t.Kind != PsfTrialKind.Flipped).MinBy(t => t.SpectrumCost)!;
        double certain = best.Kind == PsfTrialKind.None ? SignificantAgainstNoBlur : Significant;
        if (best.SpectrumCost >= trials[0].SpectrumCost - (evidence * certain))
            return null;
        return best.Kind switch
        {
            PsfTrialKind.Wider => FitVerdict.PsfTooSmall,
            PsfTrialKind.Narrower => FitVerdict.PsfTooLarge,
            _ => FitVerdict.NoBlur,
        };
    }

    private static PsfVerdict Judge(List<PsfTrial> trials) =>
        WrongSize(trials) switch
        {
            FitVerdict.PsfTooSmall => PsfVerdict.PsfTooSmall,
            FitVerdict.PsfTooLarge => PsfVerdict.PsfTooLarge,
            FitVerdict.NoBlur => PsfVerdict.NoBlur,
            _ => trials[1].Objective < 0.98 * trials[0].Objective ? PsfVerdict.Flipped : PsfVerdict.Right,
        };

    private static double Objective(PlanarImage crop, Psf psf, double noise)
    {
        using DeconvolutionResult result = Deconvolver.RunWith(
            crop,
            psf,
            new()
            {
                Noise = noise,
                Effort = Effort.Balanced,
                NonNegative = false,
                Channels = ChannelMode.Each,
            },
            new RunHints { TrySizes = false }
        );
        return result.Planes[0].Report.History[^1].Objective / crop.Shape.Count / Math.Max(noise * noise, 1e-12);
    }

    private static PlanarImage Middle(PlanarImage image)
    {
        var shape = new Shape(Math.Min(Window, image.Shape.Height), Math.Min(Window, image.Shape.Width));
        using PlanarImage crop = image.Crop((image.Shape.Height - shape.Height) / 2, (image.Shape.Width - shape.Width) / 2, shape);
        if (crop.Count == 3)
            ColorSpace.ToOpponent(crop);
        var luminance = new PlanarImage(shape, 1);
        crop[0].CopyTo(luminance[0]);
        return luminance;
    }
}
