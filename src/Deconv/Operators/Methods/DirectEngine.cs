namespace Deconv.Operators.Methods;

/// <summary>The sum itself.</summary>
internal sealed class DirectEngine(ConvolutionGeometry geometry, int threads, int vectorBits) : ConvolutionEngine(geometry, threads)
{
    public override ConvolutionMethod Method => ConvolutionMethod.Direct;

    public override FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel) => new HeldKernel(
        new DirectFilter(Geometry, Threads, vectorBits), new DirectFilter(Geometry.Mirrored, Threads, vectorBits), kernel);

    public override FrozenConvolution FreezeImage(ReadOnlySpan<float> image) => new DirectHeldImage(Geometry, Threads, vectorBits, image);
}
