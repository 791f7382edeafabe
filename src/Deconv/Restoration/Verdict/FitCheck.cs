namespace Deconv.Restoration.Verdict;

/// <summary>
/// Whether the restored image explains the observed one: it is blurred again and compared with the observation. Measured on the luminance,
/// where the whole PSF lies inside the frame and every sample is trusted.
/// </summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Cause">The reason, where a verdict has more than one.</param>
/// <param name="ChiSquare">Mean squared residual over the variance of the noise: about 0.6 to 1.2 for a good fit.</param>
/// <param name="Whiteness">Root mean square autocorrelation of the residual at small lags: 0 for white noise; above 0.15 structure is left.</param>
/// <param name="NoiseGain">Noise in the finest details of the restored image over the noise of the blurred one.</param>
/// <param name="OvershootPercent">How far restored samples lie below black or above the brightest observed sample, without the worst 0.1 %, in
/// percent of the range.</param>
/// <param name="ClippedPercent">Percentage of observed samples that were not trusted because they are clipped.</param>
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
    /// <summary>True if the verdict gives no reason to doubt the result.</summary>
    public bool Fits => Verdict == FitVerdict.Fits;

    /// <summary>
    /// Percentage of samples restored far below the range of the observed samples around them, or far above it, whichever is smaller: artifacts do
    /// both. More than 0.04 ruins the picture if its product with <see cref="BlackPercent"/> is above 0.04, too. NaN if too few samples could be
    /// examined.
    /// </summary>
    public double ArtifactPercent { get; init; } = double.NaN;

    /// <summary>
    /// Percentage of samples that became black although everything around them in the observed image is brighter than the noise: artifacts, or dark
    /// text. NaN if too few samples could be examined.
    /// </summary>
    public double BlackPercent { get; init; } = double.NaN;

    /// <summary>Residual over noise, as a ratio of standard deviations; NaN when not checked.</summary>
    public double ResidualOverNoise => Math.Sqrt(ChiSquare);

    /// <summary>A result without a verdict, and the reason.</summary>
    internal static FitCheck NotChecked(FitCause cause, double clipped) =>
        new(FitVerdict.NotChecked, cause, double.NaN, double.NaN, double.NaN, double.NaN, 100 * clipped);
}
