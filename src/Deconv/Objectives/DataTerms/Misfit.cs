using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Objectives.DataTerms;

/// <summary>A functional of the residual A x − b that is a sum over the samples. Its gradient is Aᵀ times its derivative.</summary>
public abstract class Misfit : IDifferentiable
{
    private readonly ILinearOperator _operator;

    /// <param name="forward">A.</param>
    /// <param name="observed">b, one float per sample of the codomain; not copied.</param>
    /// <param name="weights">One per sample, or empty; not copied.</param>
    private protected Misfit(ILinearOperator forward, ReadOnlyMemory<float> observed, ReadOnlyMemory<float> weights)
    {
        ArgumentNullException.ThrowIfNull(forward);
        if (observed.Length != forward.Codomain.Count)
            throw new ArgumentException(
                $"The operator gives {forward.Codomain} = {forward.Codomain.Count} samples; {observed.Length} were observed.",
                nameof(observed)
            );
        if (weights.Length != 0 && weights.Length != observed.Length)
            throw new ArgumentException($"{observed.Length} samples take {observed.Length} weights or none, not {weights.Length}.", nameof(weights));
        (_operator, Observed, Weights) = (forward, observed, weights);
    }

    /// <inheritdoc/>
    public Shape Domain => _operator.Domain;

    private protected ReadOnlyMemory<float> Observed { get; }

    private protected ReadOnlyMemory<float> Weights { get; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<float> x)
    {
        using AlignedBuffer residual = AlignedPool.Rent(Observed.Length);
        _operator.Apply(x, residual.Span);
        return Differentiate(residual.Span);
    }

    /// <inheritdoc/>
    public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient)
    {
        using AlignedBuffer residual = AlignedPool.Rent(Observed.Length);
        using AlignedBuffer back = AlignedPool.Rent(Domain.Count);
        _operator.Apply(x, residual.Span);
        double value = Differentiate(residual.Span);
        _operator.Adjoint(residual.Span, back.Span);
        TensorPrimitives.MultiplyAdd(back.Span, weight, gradient, gradient);
        return value;
    }

    /// <summary>Replaces A x by the derivative with respect to it; returns the value.</summary>
    private protected abstract double Differentiate(Span<float> blurred);
}
