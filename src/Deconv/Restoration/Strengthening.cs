using Deconv.Restoration.Verdict;

namespace Deconv.Restoration;

/// <summary>
/// Raises the automatic λ where the first restoration leaves far more than the noise: then the PSF is less exact than assumed, and what it cannot
/// explain would be turned into stripes and ripples. The prior acts against this as against noise of that size.
/// </summary>
internal static class Strengthening
{
    /// <summary>Residual over noise from which λ is raised. Photographs with their right PSF stay below 1.5.</summary>
    private const double MinResidual = 2;

    /// <summary>λ grows with the square of the residual: somewhat more than with noise (power 1.4), which the answer does not amplify as much.</summary>
    private const double Power = 2;

    private const double MaxFactor = 30;

    /// <summary>The factor for a second restoration, above 1; null if the first one stands.</summary>
    public static double? Factor(DeconvolutionOptions options, FitCheck check, List<PlaneReport> reports) =>
        options.MayStrengthen && check.ResidualOverNoise > MinResidual && reports.TrueForAll(r => r.Report.Reason.Converged)
            ? Math.Min(MaxFactor, Math.Pow(check.ResidualOverNoise, Power))
            : null;
}
