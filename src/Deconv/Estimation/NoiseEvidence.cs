using System.Numerics.Tensors;

namespace Deconv.Estimation;

/// <summary>
/// Which 2×2 blocks of a plane show noise: not those with an untrusted sample, and not those of four equal samples at the smallest or largest value
/// of the plane or at 0, which are clipped (0 is also the color difference of clipped black).
/// </summary>
/// <param name="x">The plane.</param>
/// <param name="shape">Its shape; one row has blocks of 1×2.</param>
/// <param name="weights">Weight of every sample, 0 or below for untrusted; empty for 1.</param>
internal readonly ref struct NoiseEvidence(ReadOnlySpan<float> x, Shape shape, ReadOnlySpan<float> weights)
{
    private readonly ReadOnlySpan<float> _x = x;
    private readonly ReadOnlySpan<float> _weights = weights;
    private readonly float _low = TensorPrimitives.Min(x);
    private readonly float _high = TensorPrimitives.Max(x);

    /// <summary>Distance from a sample of a block to the one below it; 0 if there is one row only.</summary>
    public int Down { get; } = shape.Height > 1 ? shape.Width : 0;

    /// <summary>Whether the block whose first sample has an index shows noise.</summary>
    public bool Shows(int at)
    {
        float first = _x[at];
        if (first == _x[at + 1] && first == _x[at + Down] && first == _x[at + Down + 1] && (first == _low || first == _high || first == 0))
            return false;
        return _weights.IsEmpty || (_weights[at] > 0 && _weights[at + 1] > 0 && _weights[at + Down] > 0 && _weights[at + Down + 1] > 0);
    }

    /// <summary>Fraction of the blocks of a region that show noise, 0 to 1; 1 for a region without blocks.</summary>
    public double Share(Region region, int width)
    {
        int shown = 0,
            all = 0;
        for (int y = region.Top; y + 1 < Math.Max(region.Top + 2, region.Top + region.Shape.Height); y += 2)
        for (int i = region.Left; i + 1 < region.Left + region.Shape.Width; i += 2)
        {
            all++;
            shown += Shows((y * width) + i) ? 1 : 0;
        }

        return all == 0 ? 1 : (double)shown / all;
    }
}
