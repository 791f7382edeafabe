using System.Numerics;
using System.Runtime.InteropServices;
using Deconv.Numerics;

namespace Deconv.Blind.Steps;

/// <summary>Forward differences on a cyclic frame whose width is a multiple of the vector length.</summary>
internal static class GradientField
{
    /// <summary>
    /// (h, v) = ∇x where known and h² + v² ≥ threshold, zero elsewhere; overwritten. Returns the largest h² + v² where known.
    /// </summary>
    public static float Of(ReadOnlySpan<float> x, Shape shape, ReadOnlySpan<float> known, float threshold, Span<float> h, Span<float> v)
    {
        int w = shape.Width;
        using AlignedBuffer buffer = AlignedPool.Rent(w);
        Vector<float> least = new(threshold),
            largest = Vector<float>.Zero;
        for (int y = 0; y < shape.Height; y++)
        {
            ReadOnlySpan<float> row = x.Slice(y * w, w),
                below = x.Slice((y + 1) % shape.Height * w, w);
            row[1..].CopyTo(buffer.Span);
            buffer.Span[w - 1] = row[0];
            ReadOnlySpan<Vector<float>> a = Vectors(row),
                b = Vectors(below),
                r = Vectors(buffer.Span),
                m = Vectors(known.Slice(y * w, w));
            Span<Vector<float>> toH = MemoryMarshal.Cast<float, Vector<float>>(h.Slice(y * w, w)),
                toV = MemoryMarshal.Cast<float, Vector<float>>(v.Slice(y * w, w));
            for (int i = 0; i < toH.Length; i++)
            {
                Vector<float> dx = (r[i] - a[i]) * m[i],
                    dy = (b[i] - a[i]) * m[i],
                    square = (dx * dx) + (dy * dy);
                largest = Vector.Max(largest, square);
                Vector<int> strong = Vector.GreaterThanOrEqual(square, least);
                toH[i] = Vector.BitwiseAnd(dx, Vector.As<int, float>(strong));
                toV[i] = Vector.BitwiseAnd(dy, Vector.As<int, float>(strong));
            }
        }

        float max = 0;
        for (int i = 0; i < Vector<float>.Count; i++)
            max = Math.Max(max, largest[i]);
        return max;
    }

    /// <summary>
    /// t = ∇ᵀ g, g = ∇x where |∇x|² ≥ threshold and zero elsewhere: the pull of the L0 prior. Returns how many gradients were kept.
    /// </summary>
    public static double Pull(ReadOnlySpan<float> x, Shape shape, float threshold, Span<float> t)
    {
        int w = shape.Width,
            lanes = Vector<float>.Count;
        using AlignedBuffer memory = AlignedPool.Rent((4 * w) + lanes);
        Span<float> right = memory.Span[..w],
            h = memory.Span.Slice(w, w + lanes),
            v = memory.Span.Slice((2 * w) + lanes, w),
            above = memory.Span[((3 * w) + lanes)..];
        Vector<float> least = new(threshold);
        double kept = 0;
        for (int y = -1; y < shape.Height; y++)
        {
            int at = (y < 0 ? shape.Height - 1 : y) * w;
            ReadOnlySpan<float> row = x.Slice(at, w),
                below = x.Slice((y + 1) % shape.Height * w, w);
            row[1..].CopyTo(right);
            right[w - 1] = row[0];
            ReadOnlySpan<Vector<float>> a = Vectors(row),
                b = Vectors(below),
                r = Vectors(right);
            Span<Vector<float>> toV = MemoryMarshal.Cast<float, Vector<float>>(v),
                toH = MemoryMarshal.Cast<float, Vector<float>>(h[lanes..]);
            Vector<int> count = Vector<int>.Zero;
            for (int i = 0; i < a.Length; i++)
            {
                Vector<float> dx = r[i] - a[i],
                    dy = b[i] - a[i];
                Vector<int> strong = Vector.GreaterThanOrEqual((dx * dx) + (dy * dy), least);
                count -= strong;
                toH[i] = Vector.BitwiseAnd(dx, Vector.As<int, float>(strong));
                toV[i] = Vector.BitwiseAnd(dy, Vector.As<int, float>(strong));
            }

            if (y >= 0)
            {
                kept += Vector.Sum(count);
                h[lanes - 1] = h[lanes + w - 1];
                ReadOnlySpan<Vector<float>> left = Vectors(h.Slice(lanes - 1, w)),
                    up = Vectors(above);
                Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(t.Slice(y * w, w));
                for (int i = 0; i < to.Length; i++)
                    to[i] = left[i] - toH[i] + up[i] - toV[i];
            }

            Span<float> swap = above;
            above = v;
            v = swap;
        }

        return kept;
    }

    private static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> x) => MemoryMarshal.Cast<float, Vector<float>>(x);
}
