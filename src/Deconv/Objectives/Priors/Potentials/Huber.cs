using System.Numerics;

namespace Deconv.Objectives.Priors.Potentials;

/// <summary>φ = |∇x|²/(2δ) up to |∇x| = δ, |∇x| − δ/2 beyond: quadratic on noise, linear on edges.</summary>
/// <param name="delta">δ above 0, in intensity per sample.</param>
public readonly struct Huber(float delta) : IPotential
{
    /// <inheritdoc/>
    public Vector<float> Value(Vector<float> s)
    {
        Vector<float> t = Vector.SquareRoot(s),
            d = new(delta);
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(t, d), s / (2 * d), t - (0.5f * d));
    }

    /// <inheritdoc/>
    public Vector<float> Weight(Vector<float> s) => Vector<float>.One / Vector.Max(Vector.SquareRoot(s), new Vector<float>(delta));
}
