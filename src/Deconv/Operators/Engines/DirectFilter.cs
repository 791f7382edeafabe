using Deconv.Numerics;
using Deconv.Numerics.Stencils;

namespace Deconv.Operators.Engines;

/// <summary>The direct sum, several output rows at a time.</summary>
internal sealed unsafe class DirectFilter : KernelFilter
{
    private const int RowsPerItem = 32;
    private readonly StencilLoops _loops;
    private readonly StencilShape _shape;
    private readonly float[] _weights;
    private readonly int _threads;

    public DirectFilter(ConvolutionGeometry geometry, int threads, int vectorBits)
        : base(geometry)
    {
        (_threads, _loops, _shape) = (threads, StencilLoops.For(vectorBits), ShapeOf(geometry));
        _weights = new float[geometry.Kernel.Count];
    }

    public override ConvolutionMethod Method => ConvolutionMethod.Direct;

    /// <summary>With the kernel rotated by 180°, a convolution is a stencil that starts K − 1 samples earlier.</summary>
    public static StencilShape ShapeOf(ConvolutionGeometry geometry) =>
        new(geometry.Image, geometry.Kernel, geometry.Output, geometry.Top - geometry.Kernel.Height + 1, geometry.Left - geometry.Kernel.Width + 1);

    public override void Freeze(ReadOnlySpan<float> kernel, bool turned) => Turn(kernel, !turned, _weights);

    public override void Apply(ReadOnlySpan<float> x, Span<float> y) => Run(_loops, _shape, _weights, x, y, _threads);

    /// <summary>Applies a stencil with the given weights.</summary>
    public static void Run(StencilLoops loops, in StencilShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, int threads)
    {
        int items = (shape.Output.Height + RowsPerItem - 1) / RowsPerItem,
            each = loops.WorkspaceLength(shape);
        threads = Math.Min(threads, items);
        using AlignedBuffer workspaces = AlignedPool.Rent(threads * each);
        fixed (
            float* w = weights,
                from = x,
                to = y
        )
        {
            var job = new Job(loops, shape, w, from, to, workspaces.Pointer, each);
            Workers.For(ref job, items, threads);
        }
    }

    private readonly struct Job(StencilLoops loops, StencilShape shape, float* weights, float* from, float* to, float* workspaces, int each)
        : IParallelJob
    {
        public void Run(int item, int worker)
        {
            int first = item * RowsPerItem,
                count = Math.Min(RowsPerItem, shape.Output.Height - first);
            loops.Sum(shape, from, weights, to, first, count, Streaming.Pays(shape.Output.Count), workspaces + ((nint)worker * each));
        }
    }
}
