using Deconv.Numerics;

namespace Deconv.Operators;

/// <summary>One operator after another: y = A(B x), with adjoint Bᵀ(Aᵀ y).</summary>
public sealed class Chain : ILinearOperator
{
    private readonly ILinearOperator _outer;
    private readonly ILinearOperator _inner;

    /// <summary>A after B.</summary>
    /// <param name="outer">A, applied second.</param>
    /// <param name="inner">B, applied first; its codomain is the domain of A.</param>
    /// <exception cref="ArgumentException">Shapes that do not match.</exception>
    public Chain(ILinearOperator outer, ILinearOperator inner)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(inner);
        if (outer.Domain != inner.Codomain)
            throw new ArgumentException($"The first operator gives {inner.Codomain}, the second takes {outer.Domain}.", nameof(inner));
        (_outer, _inner) = (outer, inner);
    }

    /// <inheritdoc/>
    public Shape Domain => _inner.Domain;

    /// <inheritdoc/>
    public Shape Codomain => _outer.Codomain;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        using AlignedBuffer between = AlignedPool.Rent(_inner.Codomain.Count);
        _inner.Apply(x, between.Span);
        _outer.Apply(between.Span, y);
    }

    /// <inheritdoc/>
    public void Adjoint(ReadOnlySpan<float> y, Span<float> x)
    {
        using AlignedBuffer between = AlignedPool.Rent(_inner.Codomain.Count);
        _outer.Adjoint(y, between.Span);
        _inner.Adjoint(between.Span, x);
    }
}
