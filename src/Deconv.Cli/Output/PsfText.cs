using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Output;

/// <summary>Findings about a PSF as text.</summary>
internal static class PsfText
{
    /// <summary>What was found, its effect, and what to do.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="spec">The PSF as text.</param>
    public static string Of(PsfFinding finding, string spec) =>
        finding.Flaw switch
        {
            PsfFlaw.OffCenter =>
                $"The center of mass of the PSF is {finding.Value:F2} px off its origin, so the restored image is shifted by as much."
                    + Centering(spec),
            PsfFlaw.NegativeLobes =>
                $"Negative samples make up {finding.Value:P1} of the PSF, but light cannot be negative. Perhaps a background was subtracted "
                    + "twice, or the kernel was sharpened.",
            PsfFlaw.Background =>
                $"The smallest sample is {finding.Value:P1} of the largest: the PSF contains a background. Subtract it to avoid a hazy result.",
            PsfFlaw.CutOff => $"{finding.Value:P1} of the PSF lies on its border: it looks cut off. Use a larger PSF if possible.",
            PsfFlaw.AlmostDelta => $"The blur is only {finding.Value:F2} px wide: there is almost nothing to remove.",
            _ => "Width or height is even, so there is no middle sample. The origin is half a pixel above or left of the middle unless it is given.",
        };

    /// <summary>What to give instead of a file, to have it centered; empty for other PSFs.</summary>
    private static string Centering(string spec)
    {
        string path = spec.StartsWith("file:", StringComparison.Ordinal) ? spec[5..] : spec;
        int quoted = path.StartsWith('"') ? path.IndexOf('"', 1) + 1 : 0,
            options = path.IndexOf(',', quoted);
        path = options < 0 ? path : path[..options];
        bool isFile = File.Exists(path.Trim('"'));
        return isFile ? $" To avoid this, give the PSF as {ShellWords.Join([$"file:{path},center=centroid"])}" : "";
    }

    /// <summary>How a PSF was modified for a trial.</summary>
    public static string Of(PsfTrialKind kind) => kind == PsfTrialKind.AsGiven ? "as given" : Codes.Of(kind);

    /// <summary>How well a PSF fits a photograph, as text.</summary>
    public static string Advice(PsfVerdict verdict) =>
        verdict switch
        {
            PsfVerdict.Right => "This PSF fits the photograph better than its flip and PSFs a pixel wider or narrower.",
            PsfVerdict.Flipped => "Rotated by 180°, this PSF fits the photograph better: it was made for correlation. Rotate it.",
            PsfVerdict.PsfTooSmall => "The photograph is blurred more than this PSF. Try a wider PSF.",
            PsfVerdict.PsfTooLarge => "The photograph is blurred less than this PSF. Try a narrower PSF.",
            _ => "The photograph looks sharper than a blur of this kind allows. It may not need deblurring.",
        };
}
