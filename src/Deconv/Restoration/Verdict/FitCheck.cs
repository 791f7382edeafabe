namespace Deconv.Restoration.Verdict;

/// <summary>
/// Whether the answer explains the image: the restored image is blurred again and compared with what was observed. Measured on the luminance,
/// where the whole PSF lies inside the frame and every sample is trusted.
/// </summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Cause">What speaks for it, where a verdict has more than one reason.</param>
/// <param name="ChiSquare">Mean squared residual over the variance of the noise: about 0.6 to 1.2 for a good fit.</param>
/// <param name="Whiteness">Root mean square autocorrelation of the residual at small lags: 0 for noise, above 0.15 structure is left.</param>
/// <param name="NoiseGain">Noise in the finest details of the restored image over the noise of the blurred one.</param>
/// <param name="OvershootPercent">Light below black or above the brightest observed sample, worst but one in a thousand, in percent of the
/// range.</param>
/// <param name="ClippedPercent">Observed samples that were not trusted because they are clipped.</param>
public sealed record FitCheck(
    FitVerdict Verdict,
    FitCause Cause,
    double ChiSquare,
    double Whiteness,
    double NoiseGain,
    double OvershootPercent,
    double ClippedPercent
)
{
    /// <summary>True when the verdict gives no reason to doubt the answer.</summary>
    public bool Fits => Verdict == FitVerdict.Fits;

    /// <summary>Residual over noise, as a ratio of standard deviations; NaN when not checked.</summary>
    public double ResidualOverNoise => Math.Sqrt(ChiSquare);

    /// <summary>No verdict, and why.</summary>
    internal static FitCheck NotChecked(FitCause cause, double clipped) =>
        new(FitVerdict.NotChecked, cause, double.NaN, double.NaN, double.NaN, double.NaN, 100 * clipped);
}
