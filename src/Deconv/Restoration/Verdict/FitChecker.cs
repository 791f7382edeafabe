using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>Computes a <see cref="FitCheck"/>: see there.</summary>
internal static class FitChecker
{
    /// <summary>Mean squared residual over the variance of the noise up to which an image is explained.</summary>
    public const double MaxChiSquare = 2;

    private const double MinChiSquare = 0.2;
    private const double MaxWhiteness = 0.15;

    /// <summary>Spectra of small tiles tell sizes apart less well: the correct PSF is off by up to 0.056 from the best size.</summary>
    private const double TileEvidence = 2;

    /// <summary>Minimum number of samples that cover the whole PSF; with fewer there is no verdict.</summary>
    private const int MinSamples = 64;

    /// <summary>Judges what was collected.</summary>
    /// <param name="tally">All of the plane.</param>
    /// <param name="terms">What is known about the restoration.</param>
    /// <param name="sizes">PSFs of other sizes, tried on the observed plane; null if too little of it is trusted.</param>
    public static FitCheck Judge(FitTally tally, FitTerms terms, Func<List<PsfTrial>?> sizes)
    {
        if (tally.Covered < MinSamples)
            return FitCheck.NotChecked(FitCause.SmallImage, terms.Clipped);
        double chiSquare = tally.ChiSquare,
            whiteness = tally.Whiteness;
        (FitVerdict verdict, FitCause cause) = Verdict(chiSquare, whiteness, terms);
        if (
            terms.TrySizes
            && verdict != FitVerdict.OverFitted
            && sizes() is { } trials
            && PsfExaminer.WrongSize(trials, terms.Masked ? TileEvidence : 1) is { } wrong
        )
            (verdict, cause) = (wrong, FitCause.None);
        AnswerExamination answer = tally.Answer;
        if (answer.IsRuined)
            (verdict, cause) = (
                FitVerdict.Artifacts,
                terms.OverFits(chiSquare, MinChiSquare) || terms.SmoothingGiven ? FitCause.NoiseAmplified : FitCause.PsfWrong
            );
        return new(verdict, cause, chiSquare, whiteness, tally.Details / terms.Noise, tally.OvershootPercent, 100 * terms.Clipped)
        {
            ArtifactPercent = answer.ArtifactPercent,
            BlackPercent = double.IsNaN(answer.ArtifactPercent) ? double.NaN : answer.BlackPercent,
        };
    }

    /// <summary>
    /// A PSF of the wrong size can leave a white residual, but the spectrum of the image reveals it; null if too little of
    /// it is trusted.
    /// </summary>
    /// <param name="observed">The blurred plane.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="weights">Weight of every sample, 0 or below for untrusted; null for 1.</param>
    /// <param name="psf">The PSF that was used.</param>
    public static List<PsfTrial>? Sizes(ReadOnlySpan<float> observed, Shape shape, float[]? weights, Psf psf)
    {
        if (weights is not null)
            return BlurLikelihood.OfTiles(observed, shape, weights, psf) is { } tiles ? PsfExaminer.SpectrumTrials(tiles, psf) : null;
        var window = new Shape(Math.Min(shape.Height, PsfExaminer.Window), Math.Min(shape.Width, PsfExaminer.Window));
        using AlignedBuffer middle = AlignedPool.Rent(window.Count);
        int top = (shape.Height - window.Height) / 2,
            left = (shape.Width - window.Width) / 2;
        for (int y = 0; y < window.Height; y++)
            observed.Slice(((y + top) * shape.Width) + left, window.Width).CopyTo(middle.Span[(y * window.Width)..]);
        return PsfExaminer.SpectrumTrials(middle.Span, window, psf);
    }

    private static (FitVerdict, FitCause) Verdict(double chiSquare, double whiteness, FitTerms terms)
    {
        if (terms.OverFits(chiSquare, MinChiSquare))
            return (FitVerdict.OverFitted, FitCause.None);
        if (!(chiSquare > MaxChiSquare))
            return (FitVerdict.Fits, FitCause.None);
        FitCause cause =
            terms.StrengthGiven ? FitCause.StrengthGiven
            : whiteness > MaxWhiteness ? FitCause.PsfWrong
            : FitCause.NoiseUnderestimated;
        return (FitVerdict.StructureLeft, cause);
    }
}
