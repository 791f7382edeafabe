using System.Globalization;
using Deconv.Blind.Verdict;

namespace Deconv.Cli.Output;

/// <summary>The verdict on an estimated PSF as text.</summary>
internal static class BlindText
{
    /// <summary>Share of clipped samples above which the blur may be visible only in clipped areas.</summary>
    private const double MuchClipped = 0.01;

    /// <summary>One or two sentences, with the next step.</summary>
    public static string Reason(BlindVerdict verdict) =>
        (verdict.Outcome, verdict.Cause) switch
        {
            (BlindOutcome.Trusted, _) when double.IsNaN(verdict.Agreement) =>
                "The PSF explains the photograph better than no blur. Separate parts were not compared.",
            (BlindOutcome.Trusted, _) => string.Create(
                CultureInfo.InvariantCulture,
                $"The PSFs of separate parts agree ({verdict.Agreement:F2}), and the PSF explains the photograph better than no blur."
            ),
            (BlindOutcome.NotBlurred, BlindCause.Dot) =>
                "The best PSF found is close to a single point: the photograph looks sharp, and there is no blur to remove." + Clipped(verdict),
            (BlindOutcome.NotBlurred, _) =>
                "The PSF explains the spectrum of the photograph no better than no blur: the photograph looks sharp, or its blur is not uniform."
                    + Clipped(verdict),
            (BlindOutcome.CutOff, _) => string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict.BorderMass:P0} of the PSF lies on the border of its support: the blur is larger than the bound, or there is none. "
            ) + "Increase --kernel-size.",
            (BlindOutcome.Nonuniform, _) =>
                "Parts of the photograph have different blurs, from camera rotation, depth or a moving subject. One PSF cannot restore all of it. "
                    + "Choose a part with --crops LEFT,TOP,WIDTH,HEIGHT.",
            (BlindOutcome.Disagreement, _) => "Parts of the photograph give contradictory PSFs, so none of them is trusted. "
                + "Choose a part with clear edges with --crops LEFT,TOP,WIDTH,HEIGHT.",
            (BlindOutcome.Worse, _) =>
                "The noise is large compared with the contrast of the photograph. Removing the blur would probably make it look worse.",
            (_, BlindCause.Canceled) => "Interrupted before the estimate was checked.",
            _ => "The PSF was given.",
        };

    private static string Clipped(BlindVerdict verdict) =>
        verdict.ClippedShare > MuchClipped
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {verdict.ClippedShare:P0} of it is clipped or next to clipped samples and was ignored. A blur that is visible only there, "
            ) + "such as light streaks at night, cannot be estimated."
            : "";
}
