namespace Deconv.Operators.Engines;

/// <summary>A method with one <see cref="KernelFilter"/> for each direction.</summary>
internal abstract class FilterEngine(ConvolutionGeometry geometry, int threads) : ConvolutionEngine(geometry, threads)
{
    /// <summary>Creates filters for the geometry and for the mirrored geometry.</summary>
    public abstract (KernelFilter Forward, KernelFilter Adjoint) Filters { get; }

    public override FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel)
    {
        (KernelFilter forward, KernelFilter adjoint) = Filters;
        return new HeldKernel(forward, adjoint, kernel);
    }
}
