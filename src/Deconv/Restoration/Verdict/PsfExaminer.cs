using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>Tries a PSF, its flip, one a pixel wider, one a pixel narrower and none at all on the middle of a picture.</summary>
public static class PsfExaminer
{
    internal const int Window = 512;

    /// <summary>
    /// A difference of spectra that is not chance: the right PSF of a simulated photograph stays below it, one that is off by a pixel goes
    /// above 0.06 (scenes are not exactly 1/f²).
    /// </summary>
    private const double Certain = 0.03;

    /// <summary>The same against no blur at all: the steep spectrum of a smooth scene imitates a blur to some extent.</summary>
    private const double SharpCertain = 0.1;

    /// <summary>Examines a PSF on a picture; color pictures by their luminance.</summary>
    /// <param name="image">The blurred picture; linear light for photographs.</param>
    /// <param name="psf">The PSF that is meant to have blurred it.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the picture.</exception>
    public static PsfExamination Examine(PlanarImage image, Psf psf)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(psf);
        if (!image.Shape.Contains(psf.Shape))
            throw new InvalidPsfException($"The {psf.Shape} PSF is larger than the {image.Shape} picture.");
        using PlanarImage crop = Middle(image);
        List<PsfTrial> trials = SpectrumTrials(crop[0], crop.Shape, psf);

        // Orientation shows only in a restoration: with the wrong one edges need echoes, which the prior makes pay.
        double noise = NoiseEstimator.Estimate(crop[0], crop.Shape, psf);
        trials[0] = trials[0] with { Objective = Objective(crop, psf, noise) };
        trials.Insert(1, new(PsfTrialKind.Flipped, trials[0].SpectrumCost, Objective(crop, psf.Flip(), noise)));
        return new(trials, Judge(trials));
    }

    /// <summary>
    /// Misfit of the power spectrum of the middle of a picture under a PSF, per frequency: of several PSFs the one with the least is right. Sees size
    /// and direction, not which way round.
    /// </summary>
    /// <param name="image">The blurred picture; linear light for photographs. Color pictures by their luminance.</param>
    /// <param name="psf">A PSF that may have blurred it, no larger than the picture.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the picture.</exception>
    public static double SpectrumCost(PlanarImage image, Psf psf)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(psf);
        if (!image.Shape.Contains(psf.Shape))
            throw new InvalidPsfException($"The {psf.Shape} PSF is larger than the {image.Shape} picture.");
        using PlanarImage crop = Middle(image);
        return new BlurLikelihood(crop[0], crop.Shape).Cost(psf);
    }

    /// <summary>The PSF as given, wider and narrower by up to three pixels, and none, by the spectrum of the picture alone.</summary>
    internal static List<PsfTrial> SpectrumTrials(ReadOnlySpan<float> picture, Shape shape, Psf psf)
    {
        // Half a pixel at a time: a size between two that were tried can look worse than both, since nulls must fall on nulls.
        double half = 0.5 / Math.Max(1, 2 * psf.Diagnose().RmsRadius);
        var likelihood = new BlurLikelihood(picture, shape);
        return
        [
            new(PsfTrialKind.AsGiven, likelihood.Cost(psf), double.NaN),
            new(PsfTrialKind.Wider, Enumerable.Range(1, 6).Min(i => likelihood.Cost(psf.Scale(1 + (i * half)))), double.NaN),
            new(PsfTrialKind.Narrower, Enumerable.Range(1, 5).Min(i => likelihood.Cost(psf.Scale(Math.Max(0.15, 1 - (i * half))))), double.NaN),
            new(PsfTrialKind.None, likelihood.Cost(Psf.Delta()), double.NaN),
        ];
    }

    /// <summary>The size that explains the spectrum better than the one given, or null.</summary>
    internal static FitVerdict? WrongSize(List<PsfTrial> trials)
    {
        PsfTrial best = trials.Skip(1).Where(t => t.Kind != PsfTrialKind.Flipped).MinBy(t => t.SpectrumCost)!;
        double certain = best.Kind == PsfTrialKind.None ? SharpCertain : Certain;
        if (best.SpectrumCost >= trials[0].SpectrumCost - certain)
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
