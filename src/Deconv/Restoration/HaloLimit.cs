using Deconv.Numerics;

namespace Deconv.Restoration;

/// <summary>Keeps a restored plane within the range of the blurred one around every sample, and a little beyond: no halos.</summary>
internal static class HaloLimit
{
    /// <summary>
    /// Clamps every restored sample to [least − beyond, largest + beyond] of the blurred samples within some distance, rows and columns.
    /// </summary>
    /// <param name="blurred">What it was restored from.</param>
    /// <param name="restored">Changed.</param>
    /// <param name="shape">Of both.</param>
    /// <param name="reach">Distance, at least 0.</param>
    /// <param name="beyond">How far beyond the range, at least 0.</param>
    public static void Apply(ReadOnlySpan<float> blurred, Span<float> restored, Shape shape, int reach, float beyond)
    {
        using AlignedBuffer buffer = AlignedPool.Rent(2 * shape.Width);
        Span<float> low = buffer.Span[..shape.Width],
            high = buffer.Span[shape.Width..];
        for (int y = 0; y < shape.Height; y++)
        {
            low.Fill(float.PositiveInfinity);
            high.Fill(float.NegativeInfinity);
            for (int v = Math.Max(0, y - reach); v <= Math.Min(shape.Height - 1, y + reach); v++)
            {
                ReadOnlySpan<float> row = blurred.Slice(v * shape.Width, shape.Width);
                for (int x = 0; x < row.Length; x++)
                    (low[x], high[x]) = (Math.Min(low[x], row[x]), Math.Max(high[x], row[x]));
            }

            Span<float> to = restored.Slice(y * shape.Width, shape.Width);
            for (int x = 0; x < to.Length; x++)
            {
                float least = float.PositiveInfinity,
                    largest = float.NegativeInfinity;
                for (int u = Math.Max(0, x - reach); u <= Math.Min(shape.Width - 1, x + reach); u++)
                    (least, largest) = (Math.Min(least, low[u]), Math.Max(largest, high[u]));
                to[x] = Math.Clamp(to[x], least - beyond, largest + beyond);
            }
        }
    }
}
