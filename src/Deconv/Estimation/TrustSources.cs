namespace Deconv.Estimation;

/// <summary>What decides which samples of an image are believed, for samples whose white is 1.</summary>
/// <param name="SaturationLevel">Level from which a sample is clipped; null for none.</param>
/// <param name="Weights">Trust of the caller's, one plane, 0 to 1; null for 1.</param>
/// <param name="FindImpulses">Whether dead and hot pixels are looked for.</param>
internal sealed record TrustSources(double? SaturationLevel, PlanarImage? Weights, bool FindImpulses)
{
    /// <summary>Noise that impulses are told from; null to measure it.</summary>
    public double? Noise { get; init; }
}
