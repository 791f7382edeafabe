using System.Numerics;

namespace Deconv.Objectives.Priors.Potentials;

/// <summary>
/// φ of the squared gradient magnitude s = |∇x|², per vector lane, with φ(0) = 0. A struct, so that the sweep is compiled once for each
/// potential; a new edge-preserving prior is one such struct and one line in the catalog.
/// </summary>
public interface IPotential
{
    /// <summary>φ(s).</summary>
    Vector<float> Value(Vector<float> s);

    /// <summary>2 φ′(s): the factor that multiplies ∇x in the gradient of the prior.</summary>
    Vector<float> Weight(Vector<float> s);
}
