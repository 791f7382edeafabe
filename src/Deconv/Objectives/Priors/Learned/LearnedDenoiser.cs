using Deconv.Numerics;
using Deconv.Numerics.Kernels;

namespace Deconv.Objectives.Priors.Learned;

/// <summary>Removes white noise from a plane with the network, tile by tile; the answer depends neither on the tiles nor on the threads.</summary>
internal sealed class LearnedDenoiser : IDisposable
{
    /// <summary>
    /// Side of a tile at quarter size, at most: a larger one computes fewer margins twice (13 % of the work at this size), a smaller one needs less
    /// scratch (25 MB at this size).
    /// </summary>
    private const int MaxSide = 96;

    private readonly Shape _shape;
    private readonly Shape _core;
    private readonly Shape _tiles;
    private readonly INetwork _network;
    private readonly int _threads;
    private readonly AlignedBuffer _scratch;

    /// <param name="shape">Shape of the planes.</param>
    /// <param name="prior">The network.</param>
    /// <param name="threads">Threads to use, at least 1.</param>
    public LearnedDenoiser(Shape shape, LearnedPrior prior, int threads)
        : this(shape, prior, threads, VectorWidth.Best) { }

    /// <summary>As above, with kernels of a given width in bits.</summary>
    internal LearnedDenoiser(Shape shape, LearnedPrior prior, int threads, int width)
    {
        (_shape, _threads) = (shape, threads);
        (_core, _tiles) = Layout(shape);
        _network = width switch
        {
            512 => new Network<Lanes512>(prior, _core),
            256 => new Network<Lanes256>(prior, _core),
            _ => new Network<Lanes128>(prior, _core),
        };
        _scratch = AlignedPool.Rent(Workers(threads) * _network.Scratch);
    }

    /// <summary>z = x without its noise. Allocates nothing.</summary>
    /// <param name="x">A plane of 0 to 1.</param>
    /// <param name="deviation">Standard deviation of the noise, above 0.</param>
    /// <param name="z">Overwritten; not x.</param>
    /// <param name="cancel">Leaves the tiles that are not yet begun as they are.</param>
    public unsafe void Denoise(ReadOnlySpan<float> x, double deviation, Span<float> z, CancellationToken cancel)
    {
        fixed (
            float* from = x[.._shape.Count],
                to = z[.._shape.Count]
        )
        {
            var job = new TileJob(this, from, to, (float)deviation, cancel);
            Numerics.Workers.For(ref job, _tiles.Count, Workers(_threads));
        }
    }

    /// <summary>Floats of scratch that planes of a shape take.</summary>
    public static long ScratchFloats(Shape shape, int threads)
    {
        (Shape core, Shape tiles) = Layout(shape);
        return (long)Math.Min(threads, tiles.Count) * new TilePlan(core, VectorWidth.BestLanes).Length;
    }

    public void Dispose()
    {
        _network.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Size of the tiles at quarter size, and how many there are.</summary>
    private static (Shape Core, Shape Tiles) Layout(Shape shape)
    {
        int rows = (shape.Height + 3) / 4,
            columns = (shape.Width + 3) / 4;
        var tiles = new Shape((rows + MaxSide - 1) / MaxSide, (columns + MaxSide - 1) / MaxSide);
        return (new((rows + tiles.Height - 1) / tiles.Height, (columns + tiles.Width - 1) / tiles.Width), tiles);
    }

    private int Workers(int threads) => Math.Min(threads, _tiles.Count);

    private readonly unsafe struct TileJob(LearnedDenoiser owner, float* x, float* z, float deviation, CancellationToken cancel) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            if (cancel.IsCancellationRequested)
                return;
            (int row, int column) = Math.DivRem(item, owner._tiles.Width);
            float* scratch = owner._scratch.Pointer + ((nint)worker * owner._network.Scratch);
            owner._network.Run(x, z, owner._shape, (row * owner._core.Height, column * owner._core.Width), deviation, scratch);
        }
    }
}
