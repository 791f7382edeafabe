using System.Globalization;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Output;

/// <summary>What the check of an answer says, in words.</summary>
internal static class FitText
{
    /// <summary>One plain sentence or two, with the next move.</summary>
    public static string Advice(FitCheck check)
    {
        string left = string.Create(CultureInfo.InvariantCulture, $"{check.ResidualOverNoise:F1}");
        return (check.Verdict, check.Cause) switch
        {
            (FitVerdict.Fits, _) => "The answer, blurred again, explains the picture to within its noise.",
            (FitVerdict.StructureLeft, FitCause.StrengthGiven) =>
                $"The residual is {left} times the noise: lambda smooths more than the noise asks for, or the PSF is wrong. "
                    + "Leave --lambda to auto to tell which.",
            (FitVerdict.StructureLeft, FitCause.PsfWrong) =>
                $"The residual is {left} times the noise and has structure: the PSF looks wrong in size, shape or orientation. "
                    + "'deconv psf check PSF --image PICTURE' tries others.",
            (FitVerdict.StructureLeft, _) =>
                $"The residual is {left} times the noise: the noise is larger than it was taken for, or the PSF is not exact. "
                    + "Give --noise, or --psf-trust estimated.",
            (FitVerdict.PsfTooSmall, _) => "The picture is blurred more than this PSF says. Try a wider one.",
            (FitVerdict.PsfTooLarge, _) => "The picture is blurred less than this PSF says. Try a narrower one.",
            (FitVerdict.NoBlur, _) => "The picture looks sharper than any blur of this kind would leave it.",
            (FitVerdict.OverFitted, _) => $"The residual is only {left} times the noise: grain was fitted. Raise --lambda or lower --iterations.",
            (_, FitCause.Canceled) => "Interrupted before the answer could be checked.",
            _ => "The picture is too small against the PSF to check the answer.",
        };
    }
}
