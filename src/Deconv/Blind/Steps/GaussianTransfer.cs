using System.Numerics.Tensors;

namespace Deconv.Blind.Steps;

/// <summary>The transfer function of a Gaussian, exp(−2π²σ²f²).</summary>
internal static class GaussianTransfer
{
    /// <summary>Evaluates it at every element of a spectrum.</summary>
    /// <param name="frequencySquared">f² of every element in (cycles per sample)².</param>
    /// <param name="sigma">Standard deviation in pixels.</param>
    /// <param name="transfer">One float per element, overwritten.</param>
    public static void Fill(ReadOnlySpan<float> frequencySquared, double sigma, Span<float> transfer)
    {
        TensorPrimitives.Multiply(frequencySquared, (float)(-2 * Math.PI * Math.PI * sigma * sigma), transfer);
        TensorPrimitives.Exp(transfer, transfer);
    }
}
