namespace Deconv.Operators.Engines;

/// <summary>
/// Two one-dimensional sums for kernels of rank one, which is known only once a kernel is given; other kernels use the general engine.
/// </summary>
internal sealed class SeparableEngine(FilterEngine general, int vectorBits) : FilterEngine(general.Geometry, general.Threads)
{
    public override ConvolutionMethod Method => ConvolutionMethod.Separable;

    public override (KernelFilter Forward, KernelFilter Adjoint) Filters
    {
        get
        {
            (KernelFilter forward, KernelFilter adjoint) = general.Filters;
            return (
                new SeparableFilter(Geometry, forward, Threads, vectorBits),
                new SeparableFilter(Geometry.Mirrored, adjoint, Threads, vectorBits)
            );
        }
    }

    public override FrozenConvolution FreezeImage(ReadOnlySpan<float> image) => general.FreezeImage(image);
}
