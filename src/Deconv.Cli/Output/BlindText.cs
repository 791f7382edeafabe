using System.Globalization;
using Deconv.Blind.Verdict;

namespace Deconv.Cli.Output;

/// <summary>What is thought of an estimated PSF, in words.</summary>
internal static class BlindText
{
    /// <summary>Share of clipped samples from which a picture without blur may be one whose blur is not seen.</summary>
    private const double MuchClipped = 0.01;

    /// <summary>One plain sentence or two, with the next move.</summary>
    public static string Reason(BlindVerdict verdict) =>
        (verdict.Outcome, verdict.Cause) switch
        {
            (BlindOutcome.Trusted, _) when double.IsNaN(verdict.Agreement) =>
                "The kernel explains the picture better than no blur; its parts were not compared.",
            (BlindOutcome.Trusted, _) => string.Create(
                CultureInfo.InvariantCulture,
                $"Kernels of separate parts agree ({verdict.Agreement:F2}) and explain the picture better than no blur."
            ),
            (BlindOutcome.NotBlurred, BlindCause.Dot) =>
                "The best kernel found is little more than a dot: the picture looks sharp, and there is no blur to remove." + Clipped(verdict),
            (BlindOutcome.NotBlurred, _) =>
                "The kernel explains the picture's spectrum no better than no blur does: the picture looks sharp, or its blur is not of one kind."
                    + Clipped(verdict),
            (BlindOutcome.CutOff, _) => string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict.BorderMass:P0} of the kernel's mass lies on its border: the blur is larger than the bound, or there is none. "
            ) + "Raise --kernel-size.",
            (BlindOutcome.Nonuniform, _) =>
                "Parts of the picture show different blurs: camera rotation, depth or motion of the subject. One kernel cannot restore all of it. "
                    + "Choose a part with --crops LEFT,TOP,WIDTH,HEIGHT.",
            (BlindOutcome.Disagreement, _) => "Parts of the picture lead to kernels that contradict each other, so none can be believed. "
                + "Choose a part with clear edges with --crops LEFT,TOP,WIDTH,HEIGHT.",
            (BlindOutcome.Worse, _) =>
                "The noise is large against the contrast of the picture: removing the blur would likely make it worse to look at.",
            (_, BlindCause.Canceled) => "Interrupted before the estimate could be checked.",
            _ => "The PSF was given.",
        };

    private static string Clipped(BlindVerdict verdict) =>
        verdict.ClippedShare > MuchClipped
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {verdict.ClippedShare:P0} of it is clipped or next to that and was left out; if the blur shows only there, "
            ) + "as streaks of lamps at night, it cannot be found."
            : "";
}
