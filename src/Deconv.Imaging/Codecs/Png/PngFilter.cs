using System.Numerics;
using System.Numerics.Tensors;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>The five row filters of PNG. <c>step</c> is the distance in bytes to the pixel on the left; the row above the first is zero.</summary>
internal static class PngFilter
{
    public const int Count = 5;

    /// <summary>Undoes a filter in place. False for a filter that does not exist.</summary>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                return true;
            case 2:
                TensorPrimitives.Add(row, above[..row.Length], row);
                return true;
            case 3:
                for (int i = 0; i < step && i < row.Length; i++)
                    row[i] += (byte)(above[i] >> 1);
                for (int i = step; i < row.Length; i++)
                    row[i] += (byte)((row[i - step] + above[i]) >> 1);
                return true;
            case 4:
                for (int i = 0; i < step && i < row.Length; i++)
                    row[i] += above[i];
                for (int i = step; i < row.Length; i++)
                    row[i] += Paeth(row[i - step], above[i], above[i - step]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Applies a filter. Overwrites <paramref name="filtered"/>.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> filtered)
    {
        switch (filter)
        {
            case 1:
                row[..step].CopyTo(filtered);
                TensorPrimitives.Subtract(row[step..], row[..^step], filtered[step..]);
                break;
            case 2:
                TensorPrimitives.Subtract(row, above, filtered);
                break;
            case 3:
                for (int i = 0; i < step; i++)
                    filtered[i] = (byte)(row[i] - (above[i] >> 1));
                for (int i = step; i < row.Length; i++)
                    filtered[i] = (byte)(row[i] - ((row[i - step] + above[i]) >> 1));
                break;
            case 4:
                for (int i = 0; i < step; i++)
                    filtered[i] = (byte)(row[i] - above[i]);
                for (int i = step; i < row.Length; i++)
                    filtered[i] = (byte)(row[i] - Paeth(row[i - step], above[i], above[i - step]));
                break;
            default:
                row.CopyTo(filtered);
                break;
        }
    }

    /// <summary>Sum of the absolute values of the bytes as signed numbers: a small sum compresses well (PNG specification, 12.7).</summary>
    public static long Cost(ReadOnlySpan<byte> filtered)
    {
        long sum = 0;
        int i = 0;
        // The absolute value of a signed byte is the smaller of it and its negative as unsigned ones. Sixteen bits hold 255 sums of two of them.
        while (i <= filtered.Length - Vector<byte>.Count)
        {
            Vector<ushort> partial = Vector<ushort>.Zero;
            for (int n = 0; n < 255 && i <= filtered.Length - Vector<byte>.Count; n++, i += Vector<byte>.Count)
            {
                var bytes = new Vector<byte>(filtered[i..]);
                Vector.Widen(Vector.Min(bytes, -bytes), out Vector<ushort> low, out Vector<ushort> high);
                partial += low + high;
            }

            Vector.Widen(partial, out Vector<uint> first, out Vector<uint> second);
            sum += Vector.Sum(first + second);
        }

        for (; i < filtered.Length; i++)
            sum += Math.Abs((int)(sbyte)filtered[i]);
        return sum;
    }

    private static byte Paeth(int left, int above, int corner)
    {
        int fromLeft = Math.Abs(above - corner),
            fromAbove = Math.Abs(left - corner),
            fromCorner = Math.Abs(left + above - (2 * corner));
        return (byte)(
            fromLeft <= fromAbove && fromLeft <= fromCorner ? left
            : fromAbove <= fromCorner ? above
            : corner
        );
    }
}
