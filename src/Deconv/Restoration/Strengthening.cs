using Deconv.Restoration.Verdict;

namespace Deconv.Restoration;

/// <summary>
/// Raises the automatic λ where the first restoration leaves far more than the noise or is ruined by artifacts: then the PSF is less exact than
/// assumed,
/// and what it cannot explain is turned into stripes and ripples. The prior acts against this as against noise of that size.
/// </summary>
internal static class Strengthening
{
    /// <summary>Residual over noise from which λ is raised. Photographs with their right PSF stay below 1.5.</summary>
    private const double MinResidual = 2;

    /// <summary>
    /// λ grows with the square of the residual: somewhat more than with noise (power 1.4), which the answer does not amplify as much.
    /// </summary>
    private const double Power = 2;

    /// <summary>Smallest factor where artifacts show what the residual, which they fit, does not.</summary>
    private const double FactorForArtifacts = 8;

    private const double MaxFactor = 30;

    /// <summary>The factor for a second restoration, above 1; null if the first one stands.</summary>
    public static double? Factor(DeconvolutionOptions options, FitCheck check, List<PlaneReport> reports)
    {
        bool ruined = check.Verdict == FitVerdict.Artifacts;
        if (!options.MayStrengthen || !reports.TrueForAll(r => r.Report.Reason.Converged) || !(ruined || check.ResidualOverNoise > MinResidual))
            return null;
        return Math.Clamp(Math.Pow(check.ResidualOverNoise, Power), ruined ? FactorForArtifacts : 1, MaxFactor);
    }
}
