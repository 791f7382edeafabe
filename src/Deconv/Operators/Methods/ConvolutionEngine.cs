namespace Deconv.Operators.Methods;

/// <summary>One way of computing one geometry. A method is a subclass and one line in <see cref="Create"/>; all share one contract test.</summary>
internal abstract class ConvolutionEngine(ConvolutionGeometry geometry, int threads)
{
    public ConvolutionGeometry Geometry { get; } = geometry;

    public int Threads { get; } = threads;

    public abstract ConvolutionMethod Method { get; }

    public abstract FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel);

    public abstract FrozenConvolution FreezeImage(ReadOnlySpan<float> image);

    public static ConvolutionEngine Create(ConvolutionGeometry geometry, ConvolutionMethod method, int threads) =>
        (method == ConvolutionMethod.Automatic ? MethodChoice.Choose(geometry) : method) switch
        {
            ConvolutionMethod.Direct => new DirectEngine(geometry, threads, Deconv.Numerics.VectorWidth.Best),
            ConvolutionMethod.Tiled => new TiledEngine(geometry, threads, Deconv.Numerics.VectorWidth.Best),
            ConvolutionMethod.WholeImage => new WholeImageEngine(geometry, threads, Deconv.Numerics.VectorWidth.Best),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown convolution method."),
        };
}
