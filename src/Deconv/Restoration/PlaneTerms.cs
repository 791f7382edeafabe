namespace Deconv.Restoration;

/// <summary>What one plane is restored with: its values, and what is made of them and the image.</summary>
/// <param name="Values">Given, handed over from another run, or measured.</param>
/// <param name="Chroma">Whether it is a color difference.</param>
/// <param name="Noise">Standard deviation of the noise of a sample of weight 1.</param>
/// <param name="Effective">The same with what cannot be measured.</param>
/// <param name="Weights">Trust per sample, 0 to 1; null for 1.</param>
/// <param name="Bounds">The same with lower bounds; null for 1.</param>
/// <param name="Patches">Whether the patch prior is used.</param>
internal sealed record PlaneTerms(
    PlaneValues Values,
    bool Chroma,
    double Noise,
    double Effective,
    float[]? Weights,
    float[]? Bounds,
    PatchUse Patches
);
