using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Restoration;

namespace Deconv.Imaging.Policy;

/// <summary>Estimates the width of the small Gaussian blur of lens, sensor or resizing.</summary>
internal static class Sharpening
{
    /// <summary>Range of the standard deviation in pixels.</summary>
    public const double MinSigma = 0.3,
        MaxSigma = 2;

    /// <summary>Default if the photograph gives no estimate: typical of raw converters.</summary>
    private const double DefaultSigma = 0.7;

    /// <summary>The standard deviation that explains the photograph's spectrum, limited to the range.</summary>
    public static double Find(Photograph photograph, RunControl control, CancellationToken cancel)
    {
        using Photograph? middle = LargePictures.MiddleOf(photograph);
        return OfPart(middle ?? photograph, control, cancel);
    }

    private static double OfPart(Photograph photograph, RunControl control, CancellationToken cancel)
    {
        DeconvolutionOptions final = LightPolicy.Apply(photograph, BlindOptions.DefaultFinal with { Control = control }, Saturation.Automatic);
        var options = new BlindOptions
        {
            Family = PsfFamily.Gaussian,
            EstimateOnly = true,
            AcceptAnyway = true,
            Crops = 0,
            Final = final,
        };
        using BlindResult result = BlindDeconvolver.Run(photograph.Color, options, cancellationToken: cancel);
        double found = result.Psf.Diagnose().RmsRadius / Math.Sqrt(2);
        return result.Verdict.Outcome == BlindOutcome.NotBlurred && found > DefaultSigma
            ? DefaultSigma
            : Math.Round(Math.Clamp(found, MinSigma, MaxSigma), 3);
    }
}
