using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>The orientation in an EXIF block (a TIFF structure).</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;

    /// <summary>Sets the orientation, if there is one, to 1: upright.</summary>
    public static void Reset(Span<byte> exif)
    {
        if (exif.Length < 10)
            return;
        bool little = exif.StartsWith("II"u8);
        uint at = Read32(exif[4..], little);
        if (at > exif.Length - 2)
            return;
        int count = Read16(exif[(int)at..], little);
        for (long entry = at + 2; count > 0 && entry + 12 <= exif.Length; entry += 12, count--)
        {
            Span<byte> field = exif.Slice((int)entry, 12);
            if (Read16(field, little) != Tag)
                continue;
            if (little)
                BinaryPrimitives.WriteUInt16LittleEndian(field[8..], 1);
            else
                BinaryPrimitives.WriteUInt16BigEndian(field[8..], 1);
        }
    }

    private static ushort Read16(ReadOnlySpan<byte> data, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(data) : BinaryPrimitives.ReadUInt16BigEndian(data);

    private static uint Read32(ReadOnlySpan<byte> data, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data);
}
