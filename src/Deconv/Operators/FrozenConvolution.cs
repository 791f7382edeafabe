namespace Deconv.Operators;

/// <summary>
/// A <see cref="Convolution"/> with one argument held, hence linear in the other. Held spectra are computed once, here and in
/// <see cref="Freeze"/>, not in every call.
/// </summary>
public abstract class FrozenConvolution : ILinearOperator
{
    /// <inheritdoc/>
    public abstract Shape Domain { get; }

    /// <inheritdoc/>
    public abstract Shape Codomain { get; }

    /// <summary>The method in use, never Automatic. It may depend on the samples held: a kernel of rank one is separable.</summary>
    public abstract ConvolutionMethod Method { get; }

    /// <summary>
    /// Holds new samples of the same shape instead: the next step of an alternation. Allocates nothing once warm.
    /// Not to be called while another thread applies this operator.
    /// </summary>
    public abstract void Freeze(ReadOnlySpan<float> samples);

    /// <inheritdoc/>
    public abstract void Apply(ReadOnlySpan<float> x, Span<float> y);

    /// <inheritdoc/>
    public abstract void Adjoint(ReadOnlySpan<float> y, Span<float> x);
}
