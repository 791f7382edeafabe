namespace Deconv.Operators.Engines;

/// <summary>
/// A convolution with a fixed kernel: one filter forward, and for the adjoint the same filter with mirrored geometry and rotated kernel.
/// </summary>
internal sealed class HeldKernel : FrozenConvolution
{
    private readonly KernelFilter _forward;
    private readonly KernelFilter _adjoint;

    /// <param name="forward">Filter for the geometry.</param>
    /// <param name="adjoint">Filter for the mirrored geometry.</param>
    /// <param name="kernel">Initial kernel.</param>
    public HeldKernel(KernelFilter forward, KernelFilter adjoint, ReadOnlySpan<float> kernel)
    {
        (_forward, _adjoint) = (forward, adjoint);
        Freeze(kernel);
    }

    public override Shape Domain => _forward.Geometry.Image;

    public override Shape Codomain => _forward.Geometry.Output;

    public override ConvolutionMethod Method => _forward.Method;

    public override void Freeze(ReadOnlySpan<float> samples)
    {
        _forward.Freeze(samples, turned: false);
        _adjoint.Freeze(samples, turned: true);
    }

    public override void Apply(ReadOnlySpan<float> x, Span<float> y) => _forward.Apply(x, y);

    public override void Adjoint(ReadOnlySpan<float> y, Span<float> x) => _adjoint.Apply(y, x);
}
