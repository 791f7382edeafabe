using Deconv.Numerics.Fft;

namespace Deconv.Operators.Engines;

/// <summary>Chooses the tile with the lowest cost for an output and a kernel: a pure function of shapes and lanes.</summary>
internal static class TilePlan
{
    private const double LeavesGatherScatter = 3.5;
    private const double TileOverhead = 400; // per tile, in samples
    private static readonly int[] Lengths =
    [
        2,
        4,
        8,
        16,
        32,
        48,
        64,
        80,
        96,
        128,
        144,
        160,
        192,
        240,
        256,
        288,
        320,
        384,
        400,
        480,
        512,
        576,
        640,
        768,
        800,
        960,
        1024,
        1280,
        1536,
        2048,
        2560,
        3072,
        4096,
    ];

    private static readonly Lazy<(Shape Tile, double Cost)[]> Tiles16 = new(() => Tiles(16));
    private static readonly Lazy<(Shape Tile, double Cost)[]> Tiles8 = new(() => Tiles(8));
    private static readonly Lazy<(Shape Tile, double Cost)[]> Tiles4 = new(() => Tiles(4));

    /// <summary>The best tile, or null when no tile is larger than the kernel.</summary>
    public static Shape? Choose(Shape output, Shape kernel, int lanes) => Best(output, kernel, lanes).Tile;

    /// <summary>Whether there is a tile at all.</summary>
    public static bool IsPossible(ConvolutionGeometry geometry, int lanes) =>
        Best(geometry.Output, geometry.Kernel, lanes).Tile is not null && Best(geometry.Image, geometry.Kernel, lanes).Tile is not null;

    /// <summary>Cost of the best tile in samples times passes; infinite if there is none.</summary>
    public static double Cost(ConvolutionGeometry geometry, int lanes) => Best(geometry.Output, geometry.Kernel, lanes).Cost;

    /// <summary>All tiles, each with the cost of a convolution in samples times passes.</summary>
    public static (Shape Tile, double Cost)[] Candidates(int lanes) =>
        lanes switch
        {
            16 => Tiles16.Value,
            8 => Tiles8.Value,
            _ => Tiles4.Value,
        };

    private static (Shape? Tile, double Cost) Best(Shape output, Shape kernel, int lanes)
    {
        (Shape? Tile, double Cost) best = (null, double.PositiveInfinity);
        foreach ((Shape tile, double tileCost) in Candidates(lanes))
        {
            if (!tile.Contains(kernel))
                continue;
            double cost = tileCost * new TileGrid(new(output, kernel, output, 0, 0), tile, lanes).Count;
            if (cost < best.Cost)
                best = (tile, cost);
        }

        return best;
    }

    private static (Shape Tile, double Cost)[] Tiles(int lanes) =>
        [
            .. from height in Lengths
            from width in Lengths
            let tile = new Shape(height, width)
            where TileTransform.IsPossible(tile, lanes)
            select (tile, (tile.Count * Passes(tile, lanes)) + TileOverhead),
        ];

    /// <summary>Passes over a tile, in units of the time of one radix-16 pass.</summary>
    private static double Passes(Shape tile, int lanes)
    {
        double passes = LeavesGatherScatter;
        foreach (int length in (ReadOnlySpan<int>)[tile.Height / 2, tile.Width / lanes])
        foreach (int radix in RadixPlan.Factor(length))
            passes += radix switch
            {
                16 => 1.0,
                8 => 0.8,
                5 => 0.9,
                4 => 0.65,
                3 => 0.75,
                _ => 0.6,
            };

        // The tile, its spectrum and the working rows should leave half of a 1 MB cache free.
        double bytes = 2.0 * sizeof(float) * tile.Count;
        return passes
            * (
                bytes <= 600_000 ? 1
                : bytes <= 1_100_000 ? 1.08
                : 1.3
            );
    }
}
