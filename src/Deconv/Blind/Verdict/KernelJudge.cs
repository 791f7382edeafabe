using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>
/// Whether a kernel is to be believed: does it explain the picture's spectrum better than no blur, is it more than a dot, do disjoint parts of
/// the picture find it too, does it fit into its bound.
/// </summary>
internal static class KernelJudge
{
    /// <summary>Gain below which a picture counts as sharp.</summary>
    private const double LeastGain = 0.04;

    /// <summary>
    /// The same for a free kernel that the crops are <see cref="Agreed"/> about: one that is no dot loses 0.17 and more on sharp photographs (20 of
    /// them, three times each; a crop of one gains 0.016, of parts that are .68 alike), and gained only 0.01 to 0.05 on a shaken one (.77 to .86), in
    /// eight runs, whose restoration is clearly better.
    /// </summary>
    private const double LeastGainOfAgreed = 0;

    private const double Agreed = 0.75;

    /// <summary>
    /// The same for a free kernel whose largest tap is below <see cref="Wide"/>: so wide a kernel on a sharp picture loses 0.48 and more (66 crops of
    /// sharp photographs, cells and bricks apart, which gain; text 0.18, with a peak of 0.09), on a blurred wall of bricks 0.09.
    /// </summary>
    private const double LeastGainOfWide = -0.15;

    private const double Wide = 0.08;

    /// <summary>Similarity below which the crops contradict the answer.</summary>
    private const double LeastAgreement = 0.55;

    /// <summary>Similarity of the starts' answers below which the picture does not determine its kernel.</summary>
    private const double LeastAmongStarts = 0.6;

    /// <summary>
    /// Largest tap above which a kernel is a dot: where the gain is enough, 0.26 and more on sharp photographs, 0.23 and less on shaken ones; also
    /// that of a Gaussian of 0.8 pixels.
    /// </summary>
    private const double Dot = 0.25;

    /// <summary>Share of the mass on the border above which a kernel is cut off.</summary>
    private const double CutOff = 0.06;

    /// <summary>The verdict.</summary>
    /// <param name="likelihood">Of the plane.</param>
    /// <param name="psf">The answer, at its full bound.</param>
    /// <param name="crops">What disjoint crops say; empty when not checked.</param>
    /// <param name="starts">Mean similarity of the answers of the starts: takes the place of crops where the picture is too small for them; NaN for a
    /// fit, whose samples end where its shape ends.</param>
    /// <param name="weak">The answer's noise is so large against the contrast that the restored picture is likely worse to look at.</param>
    /// <param name="clipped">Share of the samples that were left out because they are clipped, 0 to 1.</param>
    public static BlindVerdict Judge(BlurLikelihood likelihood, Psf psf, IReadOnlyList<CropKernel> crops, double starts, bool weak, double clipped)
    {
        double peak = 0;
        foreach (float v in psf.Samples)
            peak = Math.Max(peak, v);
        PsfDiagnosis diagnosis = psf.Diagnose();
        double gain = likelihood.Cost(Psf.Delta()) - likelihood.Cost(psf),
            agreement = double.NaN;
        bool nonuniform = UniformityTest.Changes(crops);
        if (starts < LeastAmongStarts)
            agreement = 0.5 * starts;
        else if (crops.Count > 0)
        {
            double[] similar = [.. crops.Select(c => PsfSimilarity.Of(psf, c.Psf)).Order()];
            agreement = similar.Skip(similar.Length / 4).Average();
        }

        double doubt = double.IsNaN(agreement) ? 0.5 : Math.Clamp((agreement - 0.3) / 0.6, 0, 1);
        double confidence = Math.Clamp(gain / 0.5, 0, 1) * doubt * Math.Clamp(((2 * Dot) - peak) / (1.5 * Dot), 0, 1);
        bool dot = (peak > Dot && !double.IsNaN(starts)) || diagnosis.RmsRadius < 0.7;
        double leastGain =
            double.IsNaN(starts) ? LeastGain
            : peak < Wide ? LeastGainOfWide
            : agreement >= Agreed ? LeastGainOfAgreed
            : LeastGain;
        (BlindOutcome outcome, BlindCause cause) =
            dot ? (BlindOutcome.NotBlurred, BlindCause.Dot)
            : gain < leastGain ? (BlindOutcome.NotBlurred, BlindCause.NoGain)
            : !double.IsNaN(starts) && diagnosis.BorderMass > CutOff ? (BlindOutcome.CutOff, BlindCause.None)
            : nonuniform ? (BlindOutcome.Nonuniform, BlindCause.None)
            : agreement < LeastAgreement ? (BlindOutcome.Disagreement, BlindCause.None)
            : weak ? (BlindOutcome.Worse, BlindCause.None)
            : (BlindOutcome.Trusted, BlindCause.None);
        double believed = outcome == BlindOutcome.Trusted ? Math.Max(confidence, 0.05) : Math.Min(confidence, 0.5);
        return new(outcome, cause, believed, agreement, peak, diagnosis.BorderMass, gain) { Nonuniform = nonuniform, ClippedShare = clipped };
    }
}
