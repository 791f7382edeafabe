using System.Numerics;
using Deconv.Numerics;

namespace Deconv.Solvers.Preconditioned;

/// <summary>What the data term adds to a step, frequency by frequency. A struct, so that it is compiled into the pass.</summary>
internal interface IDataStep
{
    /// <summary>The pull of the data and its curvature.</summary>
    /// <param name="re">Position of the real parts in a spectrum.</param>
    /// <param name="im">Position of the imaginary parts.</param>
    /// <param name="element">Position in a table.</param>
    /// <param name="weight">W.</param>
    (Vector<float> Re, Vector<float> Im, Vector<float> Power) At(nuint re, nuint im, nuint element, Vector<float> weight);
}

/// <summary>One PSF: conj(K) W R and W|K|².</summary>
internal readonly unsafe struct UniformData(AlignedBuffer kernel, AlignedBuffer residual) : IDataStep
{
    private readonly float* _kernel = kernel.Pointer;
    private readonly float* _residual = residual.Pointer;

    public (Vector<float> Re, Vector<float> Im, Vector<float> Power) At(nuint re, nuint im, nuint element, Vector<float> weight)
    {
        Vector<float> kr = Vector.Load(_kernel + re),
            ki = Vector.Load(_kernel + im),
            rr = weight * Vector.Load(_residual + re),
            ri = weight * Vector.Load(_residual + im);
        return ((kr * rr) + (ki * ri), (kr * ri) - (ki * rr), weight * ((kr * kr) + (ki * ki)));
    }
}

/// <summary>
/// A field of PSFs, whose adjoint is no product of spectra: W B and W P, B being the transform of the residual projected back. W comes last because
/// it does not commute with the field: the step stays stable, for it and the preconditioner are both diagonal.
/// </summary>
internal readonly unsafe struct FieldData(AlignedBuffer power, AlignedBuffer back) : IDataStep
{
    private readonly float* _power = power.Pointer;
    private readonly float* _back = back.Pointer;

    public (Vector<float> Re, Vector<float> Im, Vector<float> Power) At(nuint re, nuint im, nuint element, Vector<float> weight) =>
        (weight * Vector.Load(_back + re), weight * Vector.Load(_back + im), weight * Vector.Load(_power + element));
}
