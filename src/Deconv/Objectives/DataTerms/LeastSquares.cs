using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Objectives.DataTerms;

/// <summary>½ Σᵢ wᵢ (A x − b)ᵢ²: the data term of additive Gaussian noise. Gradient Aᵀ W (A x − b). Weight 0 ignores a sample.</summary>
public sealed class LeastSquares : IDifferentiable
{
    private readonly ILinearOperator _operator;
    private readonly ReadOnlyMemory<float> _observed;
    private readonly ReadOnlyMemory<float> _weights;

    /// <summary>The misfit of A x against b.</summary>
    /// <param name="forward">A.</param>
    /// <param name="observed">b, one float per sample of the codomain; not copied.</param>
    /// <param name="weights">w ≥ 0, one per sample, or empty for 1 everywhere; not copied.</param>
    /// <exception cref="ArgumentException">Lengths that do not match.</exception>
    public LeastSquares(ILinearOperator forward, ReadOnlyMemory<float> observed, ReadOnlyMemory<float> weights = default)
    {
        ArgumentNullException.ThrowIfNull(forward);
        if (observed.Length != forward.Codomain.Count)
            throw new ArgumentException(
                $"The operator gives {forward.Codomain} = {forward.Codomain.Count} samples; {observed.Length} were observed.",
                nameof(observed)
            );
        if (weights.Length != 0 && weights.Length != observed.Length)
            throw new ArgumentException($"{observed.Length} samples take {observed.Length} weights or none, not {weights.Length}.", nameof(weights));
        (_operator, _observed, _weights) = (forward, observed, weights);
    }

    /// <inheritdoc/>
    public Shape Domain => _operator.Domain;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<float> x)
    {
        using AlignedBuffer residual = AlignedPool.Rent(_observed.Length);
        return Residual(x, residual.Span);
    }

    /// <inheritdoc/>
    public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient)
    {
        using AlignedBuffer residual = AlignedPool.Rent(_observed.Length);
        using AlignedBuffer back = AlignedPool.Rent(Domain.Count);
        double value = Residual(x, residual.Span);
        if (!_weights.IsEmpty)
            TensorPrimitives.Multiply(residual.Span, _weights.Span, residual.Span);
        _operator.Adjoint(residual.Span, back.Span);
        TensorPrimitives.MultiplyAdd(back.Span, weight, gradient, gradient);
        return value;
    }

    /// <summary>r = A x − b; returns ½ Σ w r².</summary>
    private double Residual(ReadOnlySpan<float> x, Span<float> residual)
    {
        _operator.Apply(x, residual);
        TensorPrimitives.Subtract(residual, _observed.Span, residual);
        if (_weights.IsEmpty)
            return 0.5 * Reduce.SumOfSquares(residual);
        using AlignedBuffer weighted = AlignedPool.Rent(residual.Length);
        TensorPrimitives.Multiply(residual, _weights.Span, weighted.Span);
        return 0.5 * Reduce.Dot(residual, weighted.Span);
    }
}
