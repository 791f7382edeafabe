using Deconv.Numerics;
using Deconv.Numerics.Stencils;

namespace Deconv.Operators.Engines;

/// <summary>A fixed image without transforms: for small kernels, where the direct sums are cheap.</summary>
internal sealed unsafe class DirectHeldImage : FrozenConvolution
{
    private readonly ConvolutionGeometry _geometry;
    private readonly StencilLoops _loops;
    private readonly StencilShape _shape;
    private readonly float[] _image;
    private readonly int _threads;

    public DirectHeldImage(ConvolutionGeometry geometry, int threads, int vectorBits, ReadOnlySpan<float> image)
    {
        (_geometry, _threads, _loops, _shape) = (geometry, threads, StencilLoops.For(vectorBits), DirectFilter.ShapeOf(geometry));
        _image = image.ToArray();
    }

    public override ConvolutionMethod Method => ConvolutionMethod.Direct;

    public override Shape Domain => _geometry.Kernel;

    public override Shape Codomain => _geometry.Output;

    public override void Freeze(ReadOnlySpan<float> samples) => samples.CopyTo(_image);

    public override void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        using AlignedBuffer weights = AlignedPool.Rent(x.Length);
        x.CopyTo(weights.Span);
        weights.Span.Reverse();
        DirectFilter.Run(_loops, _shape, weights.Span, _image, y, _threads);
    }

    // h[k] = Σᵢ x[i + o − k] y[i], in float within a row and in double across rows, because a gradient is a difference of large sums.
    public override void Adjoint(ReadOnlySpan<float> y, Span<float> x)
    {
        int items = _geometry.Kernel.Height,
            each = _loops.WorkspaceLength(_shape),
            threads = Math.Min(_threads, items);
        using AlignedBuffer workspaces = AlignedPool.Rent(threads * each);
        fixed (
            float* image = _image,
                residual = y,
                gradient = x
        )
        {
            var job = new Job(_loops, _shape, image, residual, gradient, workspaces.Pointer, each);
            Workers.For(ref job, items, threads);
        }

        x[..Domain.Count].Reverse(); // the stencil is the kernel rotated by 180°
    }

    private readonly struct Job(StencilLoops loops, StencilShape shape, float* image, float* residual, float* gradient, float* workspaces, int each)
        : IParallelJob
    {
        public void Run(int item, int worker) =>
            loops.Products(shape, image, residual, item, gradient + (item * shape.Stencil.Width), workspaces + ((nint)worker * each));
    }
}
