using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Output;

/// <summary>What is thought of a PSF, in words.</summary>
internal static class PsfText
{
    /// <summary>One sentence: what was seen, what it does, what to do.</summary>
    public static string Of(PsfFinding finding) =>
        finding.Flaw switch
        {
            PsfFlaw.OffCenter => $"The center of mass lies {finding.Value:F2} px from the origin, so the restored picture moves by as much the other "
                + "way. Write center=centroid after the file to keep it in place.",
            PsfFlaw.NegativeLobes =>
                $"Negative samples hold {finding.Value:P1} of the mass: light cannot be negative. Was a background subtracted twice, or "
                    + "a sharpened kernel saved?",
            PsfFlaw.Background =>
                $"The smallest sample is {finding.Value:P1} of the largest: a background was left in. Subtract it, or the picture turns hazy.",
            PsfFlaw.CutOff => $"{finding.Value:P1} of the mass lies on the border: the PSF looks cut off. Use a larger one if there is one.",
            PsfFlaw.AlmostDelta => $"The blur is only {finding.Value:F2} px wide: there is next to nothing to remove.",
            _ => "A side is even, so no sample is the middle; the one half a pixel up and left of it is used unless the origin is stated.",
        };

    /// <summary>How a PSF was changed for a trial.</summary>
    public static string Of(PsfTrialKind kind) => kind == PsfTrialKind.AsGiven ? "as given" : Codes.Of(kind);

    /// <summary>What a picture says about a PSF.</summary>
    public static string Advice(PsfVerdict verdict) =>
        verdict switch
        {
            PsfVerdict.Right => "Of this PSF, its flip and ones a pixel wider or narrower, this one explains the picture best.",
            PsfVerdict.Flipped => "Turned by 180° this PSF explains the picture better: it was made for correlation. Flip it.",
            PsfVerdict.PsfTooSmall => "The picture is blurred more than this PSF says. Try a wider one.",
            PsfVerdict.PsfTooLarge => "The picture is blurred less than this PSF says. Try a narrower one.",
            _ => "The picture looks sharper than any blur of this kind would leave it.",
        };
}
