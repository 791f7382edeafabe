using Deconv.Estimation;

namespace Deconv.Restoration;

/// <summary>The parameters of one plane: its automatic values, and what is derived from them and the image.</summary>
/// <param name="Values">Automatic values: given, taken from another run, or measured.</param>
/// <param name="Chroma">Whether it is a color difference.</param>
/// <param name="Noise">Standard deviation of the noise of a sample of weight 1.</param>
/// <param name="Effective">The noise with a floor for what cannot be measured.</param>
/// <param name="Suspects">Samples that may be impulses; empty for methods that cannot decide.</param>
/// <param name="Weights">Weight per sample, 0 to 1; null for 1.</param>
/// <param name="Bounds">The same with lower bounds; null for 1.</param>
/// <param name="Steps">Steps of a schedule, and further ones around untrusted samples.</param>
/// <param name="Learned">Whether the learned prior is used.</param>
internal sealed record PlaneTerms(
    PlaneValues Values,
    bool Chroma,
    double Noise,
    double Effective,
    IReadOnlyList<Suspect> Suspects,
    float[]? Weights,
    float[]? Bounds,
    (int All, int Fill) Steps,
    LearnedUse Learned
)
{
    /// <summary>The noise that the learned prior balances.</summary>
    public required double LearnedNoise { get; init; }
}
