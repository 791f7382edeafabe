namespace Deconv.Operators.Engines;

/// <summary>A method that holds a kernel in a <see cref="KernelFilter"/> each way.</summary>
internal abstract class FilterEngine(ConvolutionGeometry geometry, int threads) : ConvolutionEngine(geometry, threads)
{
    /// <summary>New filters of the geometry and of the mirrored geometry.</summary>
    public abstract (KernelFilter Forward, KernelFilter Adjoint) Filters { get; }

    public override FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel)
    {
        (KernelFilter forward, KernelFilter adjoint) = Filters;
        return new HeldKernel(forward, adjoint, kernel);
    }
}
