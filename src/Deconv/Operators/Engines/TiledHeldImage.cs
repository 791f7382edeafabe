using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;

namespace Deconv.Operators.Engines;

/// <summary>
/// A fixed image, tile by tile. The gradient with respect to the kernel is the correlation of the image with the residual: the products of their tile
/// spectra are summed, and the gradient is in the first rows and columns of one inverse transform of the sum.
/// </summary>
internal sealed unsafe class TiledHeldImage : FrozenConvolution
{
    // The sums are split by tile number, never by thread, so that rounding is the same for any number of threads.
    private const int TilesPerSum = 4,
        MaxSums = 16;

    // Spectra of the fixed image are cached only if they are small: reading them back from main memory takes as long as recomputing them.
    private const long CacheFloats = 16L << 20;
    private readonly ConvolutionGeometry _geometry;
    private readonly TileTransform _transform;
    private readonly TileGrid _grid;
    private readonly AlignedBuffer _image;
    private readonly AlignedBuffer _spectra;
    private readonly bool _cached;
    private readonly int _threads;

    public TiledHeldImage(
        ConvolutionGeometry geometry,
        TileTransform transform,
        int lanes,
        int threads,
        ReadOnlySpan<float> image,
        bool? cached = null
    )
    {
        (_geometry, _transform, _threads) = (geometry, transform, threads);
        _grid = new TileGrid(geometry, transform.Shape, lanes);
        _cached = cached ?? (long)_grid.Count * transform.SpectrumLength <= CacheFloats;
        if (_cached)
            _spectra = AlignedPool.Rent(_grid.Count * transform.SpectrumLength);
        else
            _image = AlignedPool.Rent(geometry.Image.Count);
        Freeze(image);
    }

    public override ConvolutionMethod Method => ConvolutionMethod.Tiled;

    public override Shape Domain => _geometry.Kernel;

    public override Shape Codomain => _geometry.Output;

    private int Sums => Math.Clamp(_grid.Count / TilesPerSum, 1, MaxSums);

    public override void Freeze(ReadOnlySpan<float> samples)
    {
        if (_cached)
            Run(Work.Freeze, samples, [], default, default);
        else
            samples.CopyTo(_image.Span);
    }

    public override void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        using AlignedBuffer stencil = AlignedPool.Rent(x.Length);
        using AlignedBuffer spectrum = AlignedPool.Rent(_transform.SpectrumLength);
        using AlignedBuffer workspace = AlignedPool.Rent(_transform.WorkspaceLength);
        x.CopyTo(stencil.Span);
        stencil.Span.Reverse();
        TensorPrimitives.Divide(stencil.Span, _transform.Gain, stencil.Span);
        _transform.Forward(new Window(stencil.Pointer, _geometry.Kernel, 0, 0), spectrum.Pointer, workspace.Pointer);
        Run(Work.Apply, [], y, spectrum.Pointer, default);
    }

    public override void Adjoint(ReadOnlySpan<float> y, Span<float> x)
    {
        int length = _transform.SpectrumLength;
        using AlignedBuffer sums = AlignedPool.Rent(Sums * length);
        using AlignedBuffer workspace = AlignedPool.Rent(_transform.WorkspaceLength);
        Run(Work.Adjoint, y, [], default, sums.Pointer);
        Span<float> sum = sums.Span[..length];
        for (int i = 1; i < Sums; i++)
            TensorPrimitives.Add(sum, sums.Span.Slice(i * length, length), sum);
        fixed (float* gradient = x)
        {
            var target = new TileTarget(gradient, Domain.Width, Domain.Height, Domain.Width, stream: false);
            _transform.Inverse(sums.Pointer, target, workspace.Pointer);
        }

        Span<float> samples = x[..Domain.Count];
        TensorPrimitives.Divide(samples, _transform.Gain, samples);
        samples.Reverse(); // the stencil is the kernel rotated by 180°
        GC.KeepAlive(this);
    }

    private void Run(Work work, ReadOnlySpan<float> input, Span<float> output, float* spectrum, float* sums)
    {
        int items = work == Work.Adjoint ? Sums : _grid.Count,
            threads = Math.Min(_threads, items);
        using AlignedBuffer workspaces = AlignedPool.Rent(threads * _transform.WorkspaceLength);
        fixed (
            float* from = input,
                to = output
        )
        {
            var job = new Job(this, work, from, to, spectrum, sums, workspaces.Pointer);
            Workers.For(ref job, items, threads);
        }

        GC.KeepAlive(this);
    }

    private float* TileSpectrum(int tile) => _spectra.Pointer + ((nint)tile * _transform.SpectrumLength);

    private enum Work
    {
        Freeze,
        Apply,
        Adjoint,
    }

    private readonly struct Job(TiledHeldImage held, Work work, float* from, float* to, float* spectrum, float* sums, float* workspaces)
        : IParallelJob
    {
        public void Run(int item, int worker)
        {
            float* workspace = workspaces + ((nint)worker * held._transform.WorkspaceLength);
            if (work == Work.Freeze)
                held._transform.Forward(held._grid.Input(item, from), held.TileSpectrum(item), workspace);
            else if (work == Work.Apply)
                Apply(item, workspace);
            else
                Adjoint(item, workspace);
        }

        private void Apply(int tile, float* workspace)
        {
            int stride = held._geometry.Output.Width;
            (int y, int x, int height, int width) = held._grid.Output(tile);
            var target = new TileTarget(to + ((nint)y * stride) + x, stride, height, width, Streaming.Pays(held._geometry.Output.Count));
            if (held._cached)
                held._transform.Inverse(held.TileSpectrum(tile), spectrum, SpectrumFactor.Conjugate, target, workspace);
            else
                held._transform.Filter(held._grid.Input(tile, held._image.Pointer), spectrum, SpectrumFactor.Conjugate, target, workspace);
        }

        private void Adjoint(int group, float* workspace)
        {
            int stride = held._geometry.Output.Width,
                groups = held.Sums,
                tiles = held._grid.Count;
            float* sum = sums + ((nint)group * held._transform.SpectrumLength);
            new Span<float>(sum, held._transform.SpectrumLength).Clear();
            for (int tile = (int)((long)tiles * group / groups); tile < (int)((long)tiles * (group + 1) / groups); tile++)
            {
                (int y, int x, int height, int width) = held._grid.Output(tile);
                var residual = new Window(from + ((nint)y * stride) + x, stride, height, width, 0, 0);
                if (held._cached)
                    held._transform.Correlate(held.TileSpectrum(tile), residual, sum, workspace);
                else
                    held._transform.Correlate(held._grid.Input(tile, held._image.Pointer), residual, sum, workspace);
            }
        }
    }
}
