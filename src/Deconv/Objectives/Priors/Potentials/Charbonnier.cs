using System.Numerics;

namespace Deconv.Objectives.Priors.Potentials;

/// <summary>φ(s) = √(s + ε²) − ε: total variation with its kink smoothed, so that it has a gradient.</summary>
/// <param name="epsilon">ε above 0, in intensity per sample; gradients well below it are treated as noise.</param>
public readonly struct Charbonnier(float epsilon) : IPotential
{
    /// <inheritdoc/>
    // This form avoids cancellation near 0.
    public Vector<float> Value(Vector<float> s) => s / (Vector.SquareRoot(s + new Vector<float>(epsilon * epsilon)) + new Vector<float>(epsilon));

    /// <inheritdoc/>
    public Vector<float> Weight(Vector<float> s) => Vector<float>.One / Vector.SquareRoot(s + new Vector<float>(epsilon * epsilon));
}
