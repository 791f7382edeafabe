namespace Deconv.Operators.Engines;

/// <summary>The direct sum.</summary>
internal sealed class DirectEngine(ConvolutionGeometry geometry, int threads, int vectorBits) : FilterEngine(geometry, threads)
{
    public override ConvolutionMethod Method => ConvolutionMethod.Direct;

    public override (KernelFilter Forward, KernelFilter Adjoint) Filters =>
        (new DirectFilter(Geometry, Threads, vectorBits), new DirectFilter(Geometry.Mirrored, Threads, vectorBits));

    public override FrozenConvolution FreezeImage(ReadOnlySpan<float> image) => new DirectHeldImage(Geometry, Threads, vectorBits, image);
}
