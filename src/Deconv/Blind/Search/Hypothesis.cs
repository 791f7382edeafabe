namespace Deconv.Blind.Search;

/// <summary>
/// Assumptions under which kernels are estimated. No single set finds the kernel of every photograph; the pool of all answers contains it.
/// </summary>
/// <param name="Name">Short name, for reports.</param>
/// <param name="Gamma">Exponent of the image on the way from coarse to fine.</param>
/// <param name="RefinementGamma">Exponent of the image in the refinement: 1, because blur is linear, unless the samples may not be those of the
/// light.</param>
/// <param name="Settings">Parameters of the estimate.</param>
internal sealed record Hypothesis(string Name, double Gamma, double RefinementGamma, EstimatorSettings Settings)
{
    /// <summary>Levels of the pyramid of a kernel of up to 31 pixels, for which λ was chosen.</summary>
    private const int UsualLevels = 6;

    /// <summary>Inverse of the exponent of the curve of most files.</summary>
    private const double StoredGamma = 1 / 2.2;

    /// <summary>The same without a second try at half of λ: for a start that is nearly right.</summary>
    public Hypothesis Once() => this with { Settings = Settings with { RetriesDiffuse = false } };

    /// <summary>All hypotheses, in the order in which they are tried.</summary>
    /// <param name="levels">Number of levels of the pyramid.</param>
    /// <param name="settings">Parameters that all share.</param>
    /// <param name="curved">Whether the samples were decoded by a curve that may not be that of the camera.</param>
    public static IReadOnlyList<Hypothesis> All(int levels, EstimatorSettings settings, bool curved)
    {
        // λ falls from level to level. Started so, it is the same on the same scale, however many levels a larger bound adds.
        EstimatorSettings wide = settings with
        {
            Lambda = settings.Lambda * Math.Pow(settings.Decay, settings.Alternations * (levels - UsualLevels)),
            MinLambda = 1e-3,
            RetriesDiffuse = false,
        };
        List<Hypothesis> all =
        [
            new("detail", 0.8, 1, settings),
            new("wide", 1, 1, wide),
            // Letters fill a large window with scattered taps.
            new("text", 1, 1, wide with { Prune = (settings.Prune.Peak, 0.1) }),
        ];
        if (curved)
            all.Add(new("stored", StoredGamma, StoredGamma, wide));
        return all;
    }
}
