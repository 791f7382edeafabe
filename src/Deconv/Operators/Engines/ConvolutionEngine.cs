using Deconv.Numerics;

namespace Deconv.Operators.Engines;

/// <summary>Computes one geometry by one method. A method is a subclass and one line in <c>Create</c>; all share one contract test.</summary>
internal abstract class ConvolutionEngine(ConvolutionGeometry geometry, int threads)
{
    public ConvolutionGeometry Geometry { get; } = geometry;

    public int Threads { get; } = threads;

    public abstract ConvolutionMethod Method { get; }

    public abstract FrozenConvolution FreezeKernel(ReadOnlySpan<float> kernel);

    public abstract FrozenConvolution FreezeImage(ReadOnlySpan<float> image);

    /// <summary>The engine for a fixed kernel.</summary>
    public static ConvolutionEngine ForKernel(ConvolutionGeometry geometry, ConvolutionMethod method, int threads) =>
        ForKernel(geometry, method, threads, VectorWidth.Best);

    /// <summary>As above, for a vector width.</summary>
    public static ConvolutionEngine ForKernel(ConvolutionGeometry geometry, ConvolutionMethod method, int threads, int vectorBits)
    {
        int lanes = vectorBits / 32;
        if (method == ConvolutionMethod.Automatic)
            method = MethodChoice.SeparablePays(geometry, lanes) ? ConvolutionMethod.Separable : MethodChoice.ForKernel(geometry, lanes);
        return Create(geometry, method, threads, vectorBits);
    }

    /// <summary>The engine for a fixed image.</summary>
    public static ConvolutionEngine ForImage(ConvolutionGeometry geometry, ConvolutionMethod method, int threads) =>
        ForImage(geometry, method, threads, VectorWidth.Best);

    /// <summary>As above, for a vector width.</summary>
    public static ConvolutionEngine ForImage(ConvolutionGeometry geometry, ConvolutionMethod method, int threads, int vectorBits)
    {
        if (method is ConvolutionMethod.Automatic or ConvolutionMethod.Separable)
            method = MethodChoice.ForImage(geometry, vectorBits / 32);
        return Create(geometry, method, threads, vectorBits);
    }

    private static ConvolutionEngine Create(ConvolutionGeometry geometry, ConvolutionMethod method, int threads, int vectorBits) =>
        MethodChoice.Possible(method, geometry, vectorBits / 32) switch
        {
            ConvolutionMethod.Direct => new DirectEngine(geometry, threads, vectorBits),
            ConvolutionMethod.Separable => new SeparableEngine(GeneralFilters(geometry, threads, vectorBits), vectorBits),
            ConvolutionMethod.Tiled => new TiledEngine(geometry, threads, vectorBits),
            ConvolutionMethod.WholeImage => new WholeImageEngine(geometry, threads, vectorBits),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown convolution method."),
        };

    /// <summary>The fallback of a separable engine for a kernel of higher rank.</summary>
    private static FilterEngine GeneralFilters(ConvolutionGeometry geometry, int threads, int vectorBits) =>
        MethodChoice.ForKernel(geometry, vectorBits / 32) == ConvolutionMethod.Direct || !TilePlan.IsPossible(geometry, vectorBits / 32)
            ? new DirectEngine(geometry, threads, vectorBits)
            : new TiledEngine(geometry, threads, vectorBits);
}
