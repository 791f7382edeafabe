using System.Numerics;

namespace Deconv.Objectives.Priors.Potentials;

/// <summary>
/// φ(s) = (s + ε²)^(p/2) − ε^p: the heavy-tailed statistics of natural gradients (Krishnan and Fergus 2009), rounded at 0. Not convex for p
/// &lt; 1.
/// </summary>
/// <param name="exponent">p in (0, 2); photographs 0.5 to 0.8.</param>
/// <param name="epsilon">ε above 0, in intensity per sample.</param>
public readonly struct HyperLaplacian(float exponent, float epsilon) : IPotential
{
    /// <inheritdoc/>
    public Vector<float> Value(Vector<float> s)
    {
        Vector<float> e2 = new(epsilon * epsilon);
        return Power(s + e2, 0.5f * exponent) - Power(e2, 0.5f * exponent); // the same code for both, so that φ(0) is exactly 0
    }

    /// <inheritdoc/>
    public Vector<float> Weight(Vector<float> s) => exponent * Power(s + new Vector<float>(epsilon * epsilon), (0.5f * exponent) - 1);

    private static Vector<float> Power(Vector<float> x, float p) => Vector.Exp(p * Vector.Log(x));
}
