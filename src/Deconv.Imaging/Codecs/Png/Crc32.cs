using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>The checksum of PNG chunks (ISO 3309), eight bytes per iteration: table k is the effect of a byte followed by k zero bytes.</summary>
internal static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    /// <summary>Checksum of a chunk: its type followed by its data.</summary>
    public static uint Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) => ~Update(Update(~0u, type), data);

    private static uint Update(uint crc, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> t = Tables;
        for (; data.Length >= 8; data = data[8..])
        {
            ulong v = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ crc;
            crc =
                t[(7 * 256) + (byte)v]
                ^ t[(6 * 256) + (byte)(v >> 8)]
                ^ t[(5 * 256) + (byte)(v >> 16)]
                ^ t[(4 * 256) + (byte)(v >> 24)]
                ^ t[(3 * 256) + (byte)(v >> 32)]
                ^ t[(2 * 256) + (byte)(v >> 40)]
                ^ t[256 + (byte)(v >> 48)]
                ^ t[(byte)(v >> 56)];
        }

        foreach (byte b in data)
            crc = (crc >> 8) ^ t[(byte)(crc ^ b)];
        return crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            tables[i] = crc;
        }

        for (int i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        return tables;
    }
}
