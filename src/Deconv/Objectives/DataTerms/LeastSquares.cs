using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Objectives.DataTerms;

/// <summary>
/// ½ Σᵢ wᵢ (A x − b)ᵢ²: the data term of additive Gaussian noise. Gradient Aᵀ W (A x − b). Weight 0 ignores a sample.
/// </summary>
public sealed class LeastSquares : Misfit
{
    /// <summary>The misfit of A x against b.</summary>
    /// <param name="forward">A.</param>
    /// <param name="observed">b, one float per sample of the codomain; not copied.</param>
    /// <param name="weights">w ≥ 0, one per sample, or empty for 1 everywhere; not copied.</param>
    /// <exception cref="ArgumentException">Lengths that do not match.</exception>
    public LeastSquares(ILinearOperator forward, ReadOnlyMemory<float> observed, ReadOnlyMemory<float> weights = default)
        : base(forward, observed, weights) { }

    private protected override double Differentiate(Span<float> blurred)
    {
        TensorPrimitives.Subtract(blurred, Observed.Span, blurred);
        if (Weights.IsEmpty)
            return 0.5 * Reduce.SumOfSquares(blurred);
        using AlignedBuffer weighted = AlignedPool.Rent(blurred.Length);
        TensorPrimitives.Multiply(blurred, Weights.Span, weighted.Span);
        double value = 0.5 * Reduce.Dot(blurred, weighted.Span);
        weighted.Span.CopyTo(blurred);
        return value;
    }
}
