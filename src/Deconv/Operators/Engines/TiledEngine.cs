using Deconv.Numerics.Fft;

namespace Deconv.Operators.Engines;

/// <summary>Overlap-save with tiles that fit in the L2 cache.</summary>
internal sealed class TiledEngine : FilterEngine
{
    private readonly TileTransform _forward;
    private readonly TileTransform _adjoint;
    private readonly int _lanes;

    /// <param name="geometry">Shapes and offsets.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="vectorBits">Vector width of the kernels.</param>
    /// <param name="tile">Tile shape to use instead of the planned one; larger than the kernel.</param>
    public TiledEngine(ConvolutionGeometry geometry, int threads, int vectorBits, Shape? tile = null)
        : base(geometry, threads)
    {
        _lanes = vectorBits / 32;
        Shape forward = tile ?? Plan(geometry),
            adjoint = tile ?? Plan(geometry.Mirrored);
        _forward = TileTransform.Create(forward, vectorBits);
        _adjoint = adjoint == forward ? _forward : TileTransform.Create(adjoint, vectorBits);
    }

    public override ConvolutionMethod Method => ConvolutionMethod.Tiled;

    public override (KernelFilter Forward, KernelFilter Adjoint) Filters =>
        (new TiledFilter(Geometry, _forward, _lanes, Threads), new TiledFilter(Geometry.Mirrored, _adjoint, _lanes, Threads));

    public override FrozenConvolution FreezeImage(ReadOnlySpan<float> image) => new TiledHeldImage(Geometry, _forward, _lanes, Threads, image);

    private Shape Plan(ConvolutionGeometry geometry) =>
        TilePlan.Choose(geometry.Output, geometry.Kernel, _lanes)
        ?? throw new ArgumentException($"No tile is larger than a {geometry.Kernel} kernel.", nameof(geometry));
}
