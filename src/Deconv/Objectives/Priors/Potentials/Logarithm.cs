using System.Numerics;

namespace Deconv.Objectives.Priors.Potentials;

/// <summary>
/// φ(s) = ½ ln(1 + s/ε²): the logarithm of the gradient's length, rounded at 0 (Perrone and Favaro 2016). Not convex; steep edges cost little
/// more than shallow ones.
/// </summary>
/// <param name="epsilon">ε above 0, in intensity per sample.</param>
public readonly struct Logarithm(float epsilon) : IPotential
{
    /// <inheritdoc/>
    public Vector<float> Value(Vector<float> s) => 0.5f * Vector.Log(Vector<float>.One + (s / new Vector<float>(epsilon * epsilon)));

    /// <inheritdoc/>
    public Vector<float> Weight(Vector<float> s) => Vector<float>.One / (s + new Vector<float>(epsilon * epsilon));
}
