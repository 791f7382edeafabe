namespace Deconv.Restoration.Verdict;

/// <summary>
/// Whether the answer explains the picture: the restored picture is blurred again and compared with what was observed. Measured on the
/// luminance, where the whole PSF lies inside the frame and every sample is trusted.
/// </summary>
/// <param name="ChiSquare">Mean squared residual over the variance of the noise: about 0.6 to 1.2 for a good fit.</param>
/// <param name="Whiteness">Root mean square autocorrelation of the residual at small lags: 0 for noise, above 0.15 structure is left.</param>
/// <param name="NoiseGain">Noise in the finest details of the restored picture over the noise of the blurred one.</param>
/// <param name="OvershootPercent">Light below black or above the brightest sample of the picture, worst but one in a thousand, in percent of the range.</param>
/// <param name="ClippedPercent">Samples of the picture that were not trusted because they are clipped.</param>
/// <param name="Verdict">Stable code: fits, structure-left, psf-too-small, psf-too-large, no-blur, over-fitted, not-checked.</param>
/// <param name="Advice">One plain sentence.</param>
public sealed record FitCheck(
    double ChiSquare,
    double Whiteness,
    double NoiseGain,
    double OvershootPercent,
    double ClippedPercent,
    string Verdict,
    string Advice
)
{
    /// <summary>True when the verdict gives no reason to doubt the answer.</summary>
    public bool Fits => Verdict == "fits";

    /// <summary>No verdict, and why.</summary>
    internal static FitCheck NotChecked(double clipped, string why) =>
        new(double.NaN, double.NaN, double.NaN, double.NaN, 100 * clipped, "not-checked", why);
}
