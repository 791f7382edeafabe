using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>One field of a TIFF directory.</summary>
/// <param name="Tag">Its number.</param>
/// <param name="Type">Type of the values, 1 to 13, or 16 to 18 in BigTIFF.</param>
/// <param name="Count">How many values.</param>
/// <param name="Data">The values as in the file.</param>
/// <param name="Little">True if they are in little-endian order.</param>
internal sealed record TiffField(int Tag, int Type, int Count, byte[] Data, bool Little)
{
    public const int Bytes = 1,
        Text = 2,
        Short = 3,
        Long = 4,
        Rational = 5,
        Undefined = 7;

    private const int Long8 = 16;

    /// <summary>The fields of the directory that this one points to; null for other fields.</summary>
    public IReadOnlyList<TiffField>? Directory { get; init; }

    /// <summary>Bytes per value; 0 for unknown types.</summary>
    public static int SizeOf(int type) =>
        type switch
        {
            1 or 2 or 6 or 7 => 1,
            3 or 8 => 2,
            4 or 9 or 11 or 13 => 4,
            5 or 10 or 12 or 16 or 17 or 18 => 8,
            _ => 0,
        };

    /// <summary>A field with one or more whole numbers of type 3 (up to 65535).</summary>
    public static TiffField OfShorts(int tag, params ReadOnlySpan<int> values)
    {
        var data = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(2 * i), (ushort)values[i]);
        return new TiffField(tag, Short, values.Length, data, Little: true);
    }

    /// <summary>A field with whole numbers of 32 bits, or of 64 in BigTIFF.</summary>
    public static TiffField OfNumbers(int tag, IReadOnlyList<long> values, bool big)
    {
        int size = big ? 8 : 4;
        var data = new byte[size * values.Count];
        Span<byte> number = stackalloc byte[8];
        for (int i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, values[i]);
            number[..size].CopyTo(data.AsSpan(i * size));
        }

        return new TiffField(tag, big ? Long8 : Long, values.Count, data, Little: true);
    }

    /// <summary>A field with a positive number as a fraction.</summary>
    public static TiffField OfRatio(int tag, double value)
    {
        // The largest power of ten that keeps the numerator in 32 bits; whole numbers stay whole.
        double below = 1;
        while (Math.Abs((value * below) - Math.Round(value * below)) > 1e-9 * value * below && value * below * 10 < uint.MaxValue && below < 1e6)
            below *= 10;
        var data = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(data, (uint)Math.Clamp(Math.Round(value * below), 0, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), (uint)below);
        return new TiffField(tag, Rational, 1, data, Little: true);
    }

    /// <summary>A value as a whole number; 0 if there is none or it is not whole.</summary>
    public long Number(int index = 0)
    {
        int size = SizeOf(Type);
        if (index >= Count || (index + 1) * size > Data.Length)
            return 0;
        ReadOnlySpan<byte> at = Data.AsSpan(index * size);
        return (Type, Little) switch
        {
            (1 or 7, _) => at[0],
            (3, true) => BinaryPrimitives.ReadUInt16LittleEndian(at),
            (3, false) => BinaryPrimitives.ReadUInt16BigEndian(at),
            (4 or 13, true) => BinaryPrimitives.ReadUInt32LittleEndian(at),
            (4 or 13, false) => BinaryPrimitives.ReadUInt32BigEndian(at),
            (16 or 18, true) => BinaryPrimitives.ReadInt64LittleEndian(at),
            (16 or 18, false) => BinaryPrimitives.ReadInt64BigEndian(at),
            _ => 0,
        };
    }

    /// <summary>A rational value; null if it is none or its denominator is 0.</summary>
    public double? Ratio()
    {
        if (Type != Rational || Data.Length < 8)
            return null;
        (uint above, uint below) = Little
            ? (BinaryPrimitives.ReadUInt32LittleEndian(Data), BinaryPrimitives.ReadUInt32LittleEndian(Data.AsSpan(4)))
            : (BinaryPrimitives.ReadUInt32BigEndian(Data), BinaryPrimitives.ReadUInt32BigEndian(Data.AsSpan(4)));
        return below == 0 ? null : (double)above / below;
    }

    /// <summary>The same field with its values in little-endian order.</summary>
    public TiffField ToLittle()
    {
        // A rational is two numbers of four bytes.
        int size = Type is 5 or 10 ? 4 : SizeOf(Type);
        byte[] data = Data;
        if (!Little && size > 1)
        {
            data = [.. Data];
            for (int at = 0; at + size <= data.Length; at += size)
                data.AsSpan(at, size).Reverse();
        }

        return this with
        {
            Data = data,
            Little = true,
            Directory = Directory?.Select(f => f.ToLittle()).ToArray(),
        };
    }
}
