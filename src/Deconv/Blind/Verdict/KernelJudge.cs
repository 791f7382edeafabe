using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>
/// Decides whether a kernel can be trusted: it must explain the image's spectrum better than no blur, be more than a dot, be found in disjoint parts
/// of the image too, and fit into its bound.
/// </summary>
internal static class KernelJudge
{
    /// <summary>Gain below which an image counts as sharp.</summary>
    private const double MinGain = 0.04;

    /// <summary>
    /// The same for a free kernel that the crops agree on (<see cref="Agreed"/>). On sharp photographs such a kernel, if not a dot, loses 0.17 or
    /// more (20 photographs, three runs each; one crop gains 0.016 at a similarity of 0.68). On one shaken photograph it gained only 0.01 to 0.05
    /// (similarity 0.77 to 0.86) in eight runs, and its restoration is clearly better.
    /// </summary>
    private const double MinGainWhenAgreed = 0;

    private const double Agreed = 0.75;

    /// <summary>
    /// The same for a free kernel whose largest tap is below <see cref="Wide"/>: on a sharp image so wide a kernel loses 0.48 or more (66 crops of
    /// sharp photographs, except cells and bricks, which gain; text loses 0.18, with a peak of 0.09), on a blurred brick wall only 0.09.
    /// </summary>
    private const double MinGainWhenWide = -0.15;

    private const double Wide = 0.08;

    /// <summary>Similarity below which the crops contradict the kernel.</summary>
    private const double MinAgreement = 0.55;

    /// <summary>Similarity of the starts' estimates below which the image does not determine its kernel.</summary>
    private const double MinStartAgreement = 0.6;

    /// <summary>
    /// Largest tap above which a kernel is a dot: with sufficient gain, 0.26 or more on sharp photographs, 0.23 or less on shaken ones; equal to that
    /// of a Gaussian of 0.8 pixels.
    /// </summary>
    private const double Dot = 0.25;

    /// <summary>Fraction of the mass on the border above which a kernel is cut off.</summary>
    private const double CutOff = 0.06;

    /// <summary>Judges a kernel.</summary>
    /// <param name="likelihood">Likelihood of any kernel, given the plane.</param>
    /// <param name="psf">The kernel to judge, at its full bound.</param>
    /// <param name="crops">Kernels of disjoint crops; empty when not checked.</param>
    /// <param name="starts">Mean similarity of the starts' estimates, 0 to 1: replaces the crops where the image is too small for them; NaN for a
    /// parametric fit, whose support ends with its shape.</param>
    /// <param name="weak">True if the noise is so large relative to the contrast that the restored image likely looks worse.</param>
    /// <param name="clipped">Fraction of samples excluded because they are clipped, 0 to 1.</param>
    public static BlindVerdict Judge(BlurLikelihood likelihood, Psf psf, IReadOnlyList<CropKernel> crops, double starts, bool weak, double clipped)
    {
        double peak = 0;
        foreach (float v in psf.Samples)
            peak = Math.Max(peak, v);
        PsfDiagnosis diagnosis = psf.Diagnose();
        double gain = likelihood.Cost(Psf.Delta()) - likelihood.Cost(psf),
            agreement = double.NaN;
        bool nonuniform = UniformityTest.Changes(crops);
        if (starts < MinStartAgreement)
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
            double.IsNaN(starts) ? MinGain
            : peak < Wide ? MinGainWhenWide
            : agreement >= Agreed ? MinGainWhenAgreed
            : MinGain;
        (BlindOutcome outcome, BlindCause cause) =
            dot ? (BlindOutcome.NotBlurred, BlindCause.Dot)
            : gain < leastGain ? (BlindOutcome.NotBlurred, BlindCause.NoGain)
            : !double.IsNaN(starts) && diagnosis.BorderMass > CutOff ? (BlindOutcome.CutOff, BlindCause.None)
            : nonuniform ? (BlindOutcome.Nonuniform, BlindCause.None)
            : agreement < MinAgreement ? (BlindOutcome.Disagreement, BlindCause.None)
            : weak ? (BlindOutcome.Worse, BlindCause.None)
            : (BlindOutcome.Trusted, BlindCause.None);
        double believed = outcome == BlindOutcome.Trusted ? Math.Max(confidence, 0.05) : Math.Min(confidence, 0.5);
        return new(outcome, cause, believed, agreement, peak, diagnosis.BorderMass, gain) { Nonuniform = nonuniform, ClippedShare = clipped };
    }
}
