using Deconv.Numerics;
using Deconv.Numerics.Stencils;

namespace Deconv.Operators.Engines;

/// <summary>A column sum and a row sum if the kernel has rank one; any other kernel uses the general method.</summary>
internal sealed unsafe class SeparableFilter : KernelFilter
{
    private const int RowsPerItem = 32;
    private readonly StencilLoops _loops;
    private readonly StencilShape _shape;
    private readonly KernelFilter _general;
    private readonly float[] _column;
    private readonly float[] _row;
    private readonly int _threads;
    private bool _isSeparable;

    public SeparableFilter(ConvolutionGeometry geometry, KernelFilter general, int threads, int vectorBits)
        : base(geometry)
    {
        (_general, _threads, _loops, _shape) = (general, threads, StencilLoops.For(vectorBits), DirectFilter.ShapeOf(geometry));
        (_column, _row) = (new float[geometry.Kernel.Height], new float[geometry.Kernel.Width]);
    }

    public override ConvolutionMethod Method => _isSeparable ? ConvolutionMethod.Separable : _general.Method;

    public override void Freeze(ReadOnlySpan<float> kernel, bool turned)
    {
        _isSeparable = RankOne.TryFactor(kernel, Geometry.Kernel, _column, _row);
        if (!_isSeparable)
        {
            _general.Freeze(kernel, turned);
            return;
        }

        if (turned)
            return;
        Array.Reverse(_column);
        Array.Reverse(_row);
    }

    public override void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        if (!_isSeparable)
        {
            _general.Apply(x, y);
            return;
        }

        int items = (_shape.Output.Height + RowsPerItem - 1) / RowsPerItem,
            each = _loops.WorkspaceLength(_shape),
            threads = Math.Min(_threads, items);
        using AlignedBuffer workspaces = AlignedPool.Rent(threads * each);
        fixed (
            float* column = _column,
                row = _row,
                from = x,
                to = y
        )
        {
            var job = new Job(_loops, _shape, column, row, from, to, workspaces.Pointer, each);
            Workers.For(ref job, items, threads);
        }
    }

    private readonly struct Job(
        StencilLoops loops,
        StencilShape shape,
        float* column,
        float* row,
        float* from,
        float* to,
        float* workspaces,
        int each
    ) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            int first = item * RowsPerItem,
                count = Math.Min(RowsPerItem, shape.Output.Height - first);
            bool stream = Streaming.Pays(shape.Output.Count);
            loops.SumSeparable(shape, from, column, row, to, first, count, stream, workspaces + ((nint)worker * each));
        }
    }
}
