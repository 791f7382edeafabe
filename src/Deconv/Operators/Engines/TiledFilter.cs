using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;

namespace Deconv.Operators.Engines;

/// <summary>
/// Overlap-save: a tile of the image is transformed, multiplied by the spectrum of the kernel and transformed back; its first rows and columns are
/// the output; the rest is affected by wraparound and dropped.
/// </summary>
internal sealed unsafe class TiledFilter : KernelFilter
{
    private readonly TileTransform _transform;
    private readonly TileGrid _grid;
    private readonly AlignedBuffer _spectrum;
    private readonly int _threads;

    public TiledFilter(ConvolutionGeometry geometry, TileTransform transform, int lanes, int threads)
        : base(geometry)
    {
        (_transform, _threads) = (transform, threads);
        _grid = new TileGrid(geometry, transform.Shape, lanes);
        _spectrum = AlignedPool.Rent(transform.SpectrumLength);
    }

    public override ConvolutionMethod Method => ConvolutionMethod.Tiled;

    // The stencil g[t] = h[K − 1 − t] makes it y[i] = Σ g[t] x[i + t]: a correlation, whose output starts at sample 0 of the tile.
    public override void Freeze(ReadOnlySpan<float> kernel, bool turned)
    {
        using AlignedBuffer stencil = AlignedPool.Rent(kernel.Length);
        using AlignedBuffer workspace = AlignedPool.Rent(_transform.WorkspaceLength);
        Turn(kernel, !turned, stencil.Span);
        TensorPrimitives.Divide(stencil.Span, _transform.Gain, stencil.Span);
        _transform.Forward(new Window(stencil.Pointer, Geometry.Kernel, 0, 0), _spectrum.Pointer, workspace.Pointer);
        GC.KeepAlive(this);
    }

    public override void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        int threads = Math.Min(_threads, _grid.Count),
            each = _transform.WorkspaceLength;
        using AlignedBuffer workspaces = AlignedPool.Rent(threads * each);
        fixed (
            float* from = x,
                to = y
        )
        {
            var job = new Job(this, from, to, workspaces.Pointer);
            Workers.For(ref job, _grid.Count, threads);
        }

        GC.KeepAlive(this);
    }

    private readonly struct Job(TiledFilter filter, float* from, float* to, float* workspaces) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            TileTransform transform = filter._transform;
            ConvolutionGeometry geometry = filter.Geometry;
            (int y, int x, int height, int width) = filter._grid.Output(item);
            var target = new TileTarget(
                to + ((nint)y * geometry.Output.Width) + x,
                geometry.Output.Width,
                height,
                width,
                Streaming.Pays(geometry.Output.Count)
            );
            float* workspace = workspaces + ((nint)worker * transform.WorkspaceLength);
            transform.Filter(filter._grid.Input(item, from), filter._spectrum.Pointer, SpectrumFactor.Conjugate, target, workspace);
        }
    }
}
