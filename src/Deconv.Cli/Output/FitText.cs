using System.Globalization;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Output;

/// <summary>The check of a result as text.</summary>
internal static class FitText
{
    /// <summary>One or two sentences, with the next step.</summary>
    public static string Advice(FitCheck check)
    {
        string left = string.Create(CultureInfo.InvariantCulture, $"{check.ResidualOverNoise:F1}");
        return (check.Verdict, check.Cause) switch
        {
            (FitVerdict.Fits, _) => "The result, blurred with the PSF, reproduces the photograph to within its noise.",
            (FitVerdict.StructureLeft, FitCause.StrengthGiven) =>
                $"The residual is {left} times the noise: lambda is larger than the noise requires, or the PSF is wrong. "
                    + "Run again with --lambda auto to find out which.",
            (FitVerdict.StructureLeft, FitCause.PsfWrong) =>
                $"The residual is {left} times the noise and has structure: the size, shape or orientation of the PSF looks wrong. "
                    + "'deconv psf check PSF --image FILE' compares it with others.",
            (FitVerdict.StructureLeft, _) => $"The residual is {left} times the noise: the noise is larger than assumed, or the PSF is not exact. "
                + "Give --noise, or --psf-trust estimated.",
            (FitVerdict.PsfTooSmall, _) => "The photograph is blurred more than this PSF. Try a wider PSF.",
            (FitVerdict.PsfTooLarge, _) => "The photograph is blurred less than this PSF. Try a narrower PSF.",
            (FitVerdict.NoBlur, _) => "The photograph looks sharper than a blur of this kind allows. It may not need deblurring.",
            (FitVerdict.OverFitted, _) =>
                $"The residual is only {left} times the noise: the result fits the noise. Increase --lambda or reduce --iterations.",
            (FitVerdict.Artifacts, FitCause.NoiseAmplified) =>
                $"{Artifacts(check)} Noise was amplified. Increase --lambda, or leave --lambda and --noise at auto.",
            (FitVerdict.Artifacts, _) =>
                $"{Artifacts(check)} The PSF looks wrong in size, shape or orientation. 'deconv psf check PSF --image FILE' compares it with others.",
            (FitVerdict.LostInFile, FitCause.Clipped) =>
                "The restored samples reproduce the photograph to within its noise; the file does not, because they were clipped.",
            (FitVerdict.LostInFile, _) => "The restored samples reproduce the photograph to within its noise; the file does not, because they were "
                + "rounded. Add --depth 16, or --depth f32 with a TIFF or PFM file.",
            (_, FitCause.Canceled) => "Interrupted before the result was checked.",
            _ => "The photograph is too small relative to the PSF to check the result.",
        };
    }

    /// <summary>What was seen of artifacts.</summary>
    public static string Artifacts(FitCheck check) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Artifacts ruin the result: at least {check.ArtifactPercent:F1} % of it lie far below everything around them in the photograph, "
        ) + "and as many far above.";
}
