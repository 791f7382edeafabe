using System.Numerics;

namespace Deconv.Objectives.Priors.Potentials;

/// <summary>φ(s) = s/2: Tikhonov smoothness. Linear and fast, but it blurs edges.</summary>
public readonly struct Quadratic : IPotential
{
    /// <inheritdoc/>
    public Vector<float> Value(Vector<float> s) => s * 0.5f;

    /// <inheritdoc/>
    public Vector<float> Weight(Vector<float> s) => Vector<float>.One;
}
