using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Restoration;

namespace Deconv.Imaging.Policy;

/// <summary>The width of the small Gaussian blur that lens, sensor or resizing left.</summary>
internal static class Sharpening
{
    /// <summary>Standard deviations, in pixels, that are "small".</summary>
    public const double Least = 0.3,
        Most = 2;

    /// <summary>When the photograph does not tell: the habit of raw converters.</summary>
    private const double Usual = 0.7;

    /// <summary>The standard deviation that explains the photograph's spectrum, within reason.</summary>
    public static double Find(Photograph photograph, RunControl control, CancellationToken cancel)
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
        return result.Verdict.Outcome == BlindOutcome.NotBlurred && found > Usual ? Usual : Math.Round(Math.Clamp(found, Least, Most), 3);
    }
}
