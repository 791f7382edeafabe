using Deconv.Numerics;

namespace Deconv.Restoration;

/// <summary>Limits halos: keeps every restored sample within the local range of the blurred plane, plus a margin.</summary>
internal static class HaloLimit
{
    /// <summary>
    /// Clamps every restored sample to [minimum − beyond, maximum + beyond] of the blurred samples within a distance along rows and columns.
    /// </summary>
    /// <param name="blurred">The blurred plane.</param>
    /// <param name="restored">The restored plane; changed.</param>
    /// <param name="shape">Shape of both planes.</param>
    /// <param name="reach">Distance in samples, at least 0.</param>
    /// <param name="beyond">Margin beyond the range, in units of the samples, at least 0.</param>
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
