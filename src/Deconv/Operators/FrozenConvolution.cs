namespace Deconv.Operators;

/// <summary>
/// A <see cref="Convolution"/> with one argument fixed, hence linear in the other. Spectra of the fixed argument are computed once, on creation and
/// in <see cref="Freeze"/>, not in every call.
/// </summary>
public abstract class FrozenConvolution : ILinearOperator
{
    /// <inheritdoc/>
    public abstract Shape Domain { get; }

    /// <inheritdoc/>
    public abstract Shape Codomain { get; }

    /// <summary>The method in use, never Automatic. It may depend on the fixed samples: a kernel of rank one is separable.</summary>
    public abstract ConvolutionMethod Method { get; }

    /// <summary>
    /// Fixes new samples of the same shape, for the next step of an alternation. Allocates nothing once warm.
    /// Do not call it while another thread applies this operator.
    /// </summary>
    public abstract void Freeze(ReadOnlySpan<float> samples);

    /// <inheritdoc/>
    public abstract void Apply(ReadOnlySpan<float> x, Span<float> y);

    /// <inheritdoc/>
    public abstract void Adjoint(ReadOnlySpan<float> y, Span<float> x);
}
