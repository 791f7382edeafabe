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
            (BlindOutcome.Trusted, _) => "The PSF explains the photograph, and the photograph restored with it has the clean edges of a sharp one.",
            (BlindOutcome.Doubtful, BlindCause.None) => Shown(verdict)
                + "The PSF may be wrong. Compare the result with the photograph before you use it.",
            (BlindOutcome.Doubtful, BlindCause.CutOff) => CutOff(verdict),
            (BlindOutcome.Doubtful, BlindCause.Nonuniform) =>
                "Parts of the photograph have different blurs, from camera rotation, depth or a moving subject. One PSF cannot restore all of it. "
                    + "To restore one part well, choose it with --crops LEFT,TOP,WIDTH,HEIGHT.",
            (BlindOutcome.NotBlurred, _) => "The edges of the photograph are sharp, and no PSF was found that explains it better: there is no blur "
                + "to remove."
                + Clipped(verdict),
            (BlindOutcome.NotFound, BlindCause.Noise) =>
                "The noise is large compared with the contrast of the photograph. Removing the blur would probably make it look worse.",
            (BlindOutcome.NotFound, BlindCause.CutOff) => CutOff(verdict),
            (BlindOutcome.NotFound, _) =>
                "The photograph is not sharp, but the PSFs that were found are probably wrong. A part with clear edges may do better: choose it with "
                    + "--crops LEFT,TOP,WIDTH,HEIGHT."
                    + Clipped(verdict),
            (_, BlindCause.Canceled) => "Interrupted before the estimate was checked.",
            _ => "The PSF was given.",
        };

    private static string CutOff(BlindVerdict verdict) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.BorderMass:P0} of the PSF lies on the border of its support: the blur is larger than the bound. Increase --kernel-size."
        );

    private static string Shown(BlindVerdict verdict) =>
        verdict.Lamps > 0 ? string.Create(CultureInfo.InvariantCulture, $"The streaks of {verdict.Lamps} lamps have the shape of the PSF. ") : "";

    private static string Clipped(BlindVerdict verdict) =>
        verdict.ClippedShare > MuchClipped
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {verdict.ClippedShare:P0} of it is clipped or next to clipped samples; a blur that is visible only there, such as light streaks "
            ) + "at night, is rarely found. If a lamp shows the path of the camera, measure it with deconv psf from-point."
            : "";
}
