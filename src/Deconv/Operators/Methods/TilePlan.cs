using Deconv.Numerics.Fft;

namespace Deconv.Operators.Methods;

/// <summary>Which tile covers an output with a kernel at the least cost: a pure function of shapes and lanes.</summary>
internal static class TilePlan
{
    private static readonly int[] Lengths =
    [
        2, 4, 8, 16, 32, 48, 64, 80, 96, 128, 144, 160, 192, 240, 256, 288, 320, 384, 400, 480, 512, 576, 640, 768, 800, 960, 1024,
        1280, 1536, 2048, 2560, 3072, 4096,
    ];

    /// <summary>The best tile, or null when no tile is larger than the kernel.</summary>
    public static Shape? Choose(Shape output, Shape kernel, int lanes)
    {
        Shape? best = null;
        double least = double.PositiveInfinity;
        foreach (int height in Lengths)
            foreach (int width in Lengths)
            {
                var tile = new Shape(height, width);
                if (height < kernel.Height || width < kernel.Width || !TileTransform.IsPossible(tile, lanes)) continue;
                double cost = Cost(output, kernel, tile, lanes);
                if (cost >= least) continue;
                (best, least) = (tile, cost);
            }

        return best;
    }

    /// <summary>Relative time of a convolution.</summary>
    private static double Cost(Shape output, Shape kernel, Shape tile, int lanes)
    {
        var grid = new TileGrid(new(output, kernel, output, 0, 0), tile, lanes);
        const double Overhead = 400; // of a tile, in samples
        return (double)grid.Count * ((tile.Count * TimePerSample(tile, lanes)) + Overhead);
    }

    private static double TimePerSample(Shape tile, int lanes)
    {
        double passes = 2 + 1.5; // leaves, gather and scatter
        foreach (int length in (ReadOnlySpan<int>)[tile.Height / 2, tile.Width / lanes])
            foreach (int radix in RadixPlan.Factor(length)) passes += radix switch { 16 => 1.0, 8 => 0.8, 5 => 0.9, 4 => 0.65, 3 => 0.75, _ => 0.6 };

        // The tile, its spectrum and the rows in flight should leave half of a one-megabyte cache to the rest.
        double bytes = 2.0 * sizeof(float) * tile.Count;
        return passes * (bytes <= 600_000 ? 1 : bytes <= 1_100_000 ? 1.08 : 1.3);
    }
}
