using System.Numerics.Tensors;

namespace Deconv.Numerics;

/// <summary>Smallest or largest value of a plane in windows around its samples, row by row.</summary>
internal static class LocalExtreme
{
    /// <summary>Extreme of each column over some rows.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="first">The first row.</param>
    /// <param name="last">The last row.</param>
    /// <param name="smallest">Whether the minimum is wanted, or else the maximum.</param>
    /// <param name="extreme">One value per column, overwritten; its length is the width of the plane.</param>
    public static void OfRows(ReadOnlySpan<float> plane, int first, int last, bool smallest, Span<float> extreme)
    {
        int width = extreme.Length;
        plane.Slice(first * width, width).CopyTo(extreme);
        for (int y = first + 1; y <= last; y++)
            Combine(extreme, plane.Slice(y * width, width), extreme, smallest);
    }

    /// <summary>Replaces every value by the extreme of it and those after it, by windows that double in length.</summary>
    /// <param name="values">The values; of the last ones, whose window is cut off, the result has no meaning.</param>
    /// <param name="length">Length of the window, 1 to the number of values.</param>
    /// <param name="smallest">Whether the minimum is wanted, or else the maximum.</param>
    /// <param name="work">As long as the values, overwritten.</param>
    public static void Ahead(Span<float> values, int length, bool smallest, Span<float> work)
    {
        for (int covered = 1; covered < length; )
        {
            int shift = Math.Min(covered, length - covered),
                count = values.Length - shift;
            values.CopyTo(work);
            Combine(work[..count], work.Slice(shift, count), values[..count], smallest);
            covered += shift;
        }
    }

    private static void Combine(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> extreme, bool smallest)
    {
        if (smallest)
            TensorPrimitives.Min(a, b, extreme);
        else
            TensorPrimitives.Max(a, b, extreme);
    }
}
