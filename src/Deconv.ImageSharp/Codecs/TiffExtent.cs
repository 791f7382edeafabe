using System.Buffers.Binary;

namespace Deconv.ImageSharp.Codecs;

/// <summary>Whether the first picture of a TIFF file lies inside the file.</summary>
internal static class TiffExtent
{
    private const ushort StripOffsets = 273,
        StripByteCounts = 279,
        TileOffsets = 324,
        TileByteCounts = 325,
        Short = 3,
        Long = 4;

    /// <summary>False when a strip or tile ends beyond the file; true for BigTIFF, which is not looked into.</summary>
    public static bool IsComplete(byte[] file)
    {
        bool little = file[0] == 'I';
        if (Read16(file, 2, little) != 42)
            return true;
        long directory = Read32(file, 4, little);
        if (directory + 2 > file.Length)
            return false;
        int entries = Read16(file, (int)directory, little);
        if (directory + 2 + (12L * entries) > file.Length)
            return false;
        List<long> offsets = [],
            counts = [];
        for (int i = 0; i < entries; i++)
        {
            int at = (int)directory + 2 + (12 * i);
            List<long>? list = Read16(file, at, little) switch
            {
                StripOffsets or TileOffsets => offsets,
                StripByteCounts or TileByteCounts => counts,
                _ => null,
            };
            if (list is not null && !Values(file, at, little, list))
                return false;
        }

        return !offsets.Zip(counts).Any(part => part.First + part.Second > file.Length);
    }

    private static bool Values(byte[] file, int entry, bool little, List<long> values)
    {
        int type = Read16(file, entry + 2, little),
            size = type == Short ? 2 : 4;
        long count = Read32(file, entry + 4, little),
            at = count * size <= 4 ? entry + 8 : Read32(file, entry + 8, little);
        if (type is not (Short or Long) || at + (count * size) > file.Length)
            return false;
        for (long i = 0; i < count; i++)
            values.Add(size == 2 ? Read16(file, (int)(at + (2 * i)), little) : Read32(file, (int)(at + (4 * i)), little));
        return true;
    }

    private static ushort Read16(byte[] data, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(at)) : BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private static uint Read32(byte[] data, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
}
