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
        int padded = shape.Width + (2 * reach);
        using AlignedBuffer buffer = AlignedPool.Rent(3 * padded);
        Span<float> low = buffer.Span[..padded],
            high = buffer.Span.Slice(padded, padded),
            work = buffer.Span[(2 * padded)..];
        for (int y = 0; y < shape.Height; y++)
        {
            low.Fill(float.PositiveInfinity);
            high.Fill(float.NegativeInfinity);
            int first = Math.Max(0, y - reach),
                last = Math.Min(shape.Height - 1, y + reach);
            LocalExtreme.OfRows(blurred, first, last, true, low.Slice(reach, shape.Width));
            LocalExtreme.OfRows(blurred, first, last, false, high.Slice(reach, shape.Width));
            LocalExtreme.Ahead(low, (2 * reach) + 1, true, work);
            LocalExtreme.Ahead(high, (2 * reach) + 1, false, work);
            Span<float> to = restored.Slice(y * shape.Width, shape.Width);
            for (int x = 0; x < to.Length; x++)
                to[x] = Math.Clamp(to[x], low[x] - beyond, high[x] + beyond);
        }
    }
}
