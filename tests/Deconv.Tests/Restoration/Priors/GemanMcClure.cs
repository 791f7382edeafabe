using System.Numerics;
using Deconv.Objectives.Priors.Potentials;

namespace Deconv.Tests.Restoration.Priors;

// docs/adding-a-prior.md shows this between "region" and "endregion"; a test compares them letter by letter.

#region potential
/// <summary>φ(s) = s / (s + ε²), Geman and McClure 1985: every edge costs about the same, however high.</summary>
public readonly struct GemanMcClure(float epsilon) : IPotential
{
    public Vector<float> Value(Vector<float> s) => s / (s + new Vector<float>(epsilon * epsilon));

    public Vector<float> Weight(Vector<float> s)
    {
        Vector<float> e2 = new(epsilon * epsilon),
            d = s + e2;
        return 2 * e2 / (d * d);
    }
}
#endregion
