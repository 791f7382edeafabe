using System.Globalization;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Output;

/// <summary>The message for a result that is not written because artifacts ruin it: what was seen, the likely cause, and the next command.</summary>
internal static class Refusal
{
    /// <summary>How much more smoothing is suggested against amplified noise.</summary>
    private const double Stronger = 10;

    /// <summary>The message.</summary>
    public static string Of(Made made) =>
        $"{made.Path} was not restored. {FitText.Artifacts(made.Result.Check)} {Next(made)} (Use --accept-anyway to write the result anyway.)";

    private static string Next(Made made)
    {
        if (made.Command == "blind")
            return "The estimated PSF looks wrong. Run again with: --seed 1";
        if (made.Result.Check.Cause != FitCause.NoiseAmplified)
        {
            return "The PSF looks wrong in size, shape or orientation. Compare it with others: "
                + $"deconv {ShellWords.Join(["psf", "check", made.Spec, "--image", made.Path])}";
        }

        DeconvolutionOptions options = made.Options;
        return options.Lambda is not null || options.Noise is not null
            ? "Noise was amplified. Run again with: --lambda auto --noise auto"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Noise was amplified. Run again with: --lambda {Stronger * made.Result.Planes[0].Lambda:G2}"
            );
    }
}
