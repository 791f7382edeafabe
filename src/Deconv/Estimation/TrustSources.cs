namespace Deconv.Estimation;

/// <summary>What determines the weights of samples, for images with white at 1.</summary>
/// <param name="SaturationLevel">Level of the format at or above which a sample is clipped, infinity if it has none; null for no
/// clipping.</param>
/// <param name="Weights">Weights given by the caller, one plane, 0 to 1; null for 1.</param>
/// <param name="FindImpulses">Whether dead and hot pixels are detected.</param>
internal sealed record TrustSources(double? SaturationLevel, PlanarImage? Weights, bool FindImpulses)
{
    /// <summary>Noise level used to detect impulses, in units of white; null to measure it.</summary>
    public double? Noise { get; init; }

    /// <summary>Level at or above which a sample is clipped, for every channel; null to look for it in the samples.</summary>
    public IReadOnlyList<double>? Levels { get; init; }

    /// <summary>The part of the image that is counted: the rest of a tile is counted with other tiles. Null: all of it.</summary>
    public Region? Counted { get; init; }
}
