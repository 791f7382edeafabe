using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
                for (int i = ToPaeth(row, above, step); i < row.Length; i++)
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
                for (int i = FromAverage(row, above, step, filtered); i < row.Length; i++)
                    filtered[i] = (byte)(row[i] - ((row[i - step] + above[i]) >> 1));
                break;
            case 4:
                for (int i = 0; i < step; i++)
                    filtered[i] = (byte)(row[i] - above[i]);
                for (int i = FromPaeth(row, above, step, filtered); i < row.Length; i++)
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

    /// <summary>The third filter, many bytes at once; returns the first byte that is left.</summary>
    private static int FromAverage(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> filtered)
    {
        int i = step;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector<byte> left = new(row[(i - step)..]),
                up = new(above[i..]);
            // Half of the bits that differ, without a carry from the neighboring byte.
            Vector<byte> half = Vector.AsVectorByte(Vector.ShiftRightLogical(Vector.AsVectorUInt16(left ^ up), 1)) & new Vector<byte>(0x7F);
            (new Vector<byte>(row[i..]) - (left & up) - half).CopyTo(filtered[i..]);
        }

        return i;
    }

    /// <summary>The fourth filter, many bytes at once; returns the first byte that is left.</summary>
    private static int FromPaeth(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> filtered)
    {
        int i = step;
        for (; i <= row.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> left, Vector128<ushort> leftToo) = Vector128.Widen(Vector128.Create(row[(i - step)..]));
            (Vector128<ushort> up, Vector128<ushort> upToo) = Vector128.Widen(Vector128.Create(above[i..]));
            (Vector128<ushort> corner, Vector128<ushort> cornerToo) = Vector128.Widen(Vector128.Create(above[(i - step)..]));
            Vector128<byte> predicted = Vector128.Narrow(Paeth(left, up, corner), Paeth(leftToo, upToo, cornerToo));
            (Vector128.Create(row[i..]) - predicted).CopyTo(filtered[i..]);
        }

        return i;
    }

    /// <summary>
    /// Undoes the fourth filter, a pixel of 3 or 4 bytes at once, because each needs the one to its left; returns the first byte that is left.
    /// </summary>
    private static int ToPaeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        int i = step;
        if (step is not (3 or 4) || row.Length < 2 * sizeof(uint))
            return i;
        Vector128<ushort> left = Pixel(row),
            corner = Pixel(above);
        for (; i <= row.Length - sizeof(uint); i += step)
        {
            Vector128<ushort> up = Pixel(above[i..]);
            Vector128<byte> sum = Vector128.Narrow(Paeth(left, up, corner), up) + Vector128.CreateScalarUnsafe(Bits(row[i..])).AsByte();
            if (step == 4)
                MemoryMarshal.Write(row[i..], sum.AsUInt32()[0]);
            else
            {
                MemoryMarshal.Write(row[i..], sum.AsUInt16()[0]);
                row[i + 2] = sum[2];
            }

            (left, corner) = (Vector128.WidenLower(sum), up);
        }

        return i;
    }

    private static Vector128<ushort> Pixel(ReadOnlySpan<byte> at) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(Bits(at)).AsByte());

    private static uint Bits(ReadOnlySpan<byte> at) => MemoryMarshal.Read<uint>(at);

    private static Vector128<ushort> Paeth(Vector128<ushort> left, Vector128<ushort> above, Vector128<ushort> corner)
    {
        Vector128<short> toLeft = (left - corner).AsInt16(),
            toAbove = (above - corner).AsInt16();
        Vector128<short> fromLeft = Vector128.Abs(toAbove),
            fromAbove = Vector128.Abs(toLeft),
            fromCorner = Vector128.Abs(toLeft + toAbove);
        Vector128<short> isLeft = Vector128.LessThanOrEqual(fromLeft, Vector128.Min(fromAbove, fromCorner)),
            isAbove = Vector128.LessThanOrEqual(fromAbove, fromCorner);
        return Vector128.ConditionalSelect(isLeft.AsUInt16(), left, Vector128.ConditionalSelect(isAbove.AsUInt16(), above, corner));
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
