using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Deconv.ImageSharp.Tests;

/// <summary>Uncompressed TIFF files of kinds that ImageSharp does not write.</summary>
internal static class TiffFiles
{
    public static byte[] Color(int width, int height, ushort[] samples) => File(width, height, 16, 1, MemoryMarshal.AsBytes(samples.AsSpan()));

    public static byte[] Float(int width, int height) => File(width, height, 32, 3, new byte[width * height * 12]);

    private static byte[] File(int width, int height, int bits, int sampleFormat, ReadOnlySpan<byte> pixels)
    {
        (int Tag, int Type, int Count, int Value)[] entries =
        [
            (256, 4, 1, width),
            (257, 4, 1, height),
            (258, 3, 3, 0),
            (259, 3, 1, 1),
            (262, 3, 1, 2),
            (273, 4, 1, 0),
            (277, 3, 1, 3),
            (278, 4, 1, height),
            (279, 4, 1, pixels.Length),
            (284, 3, 1, 1),
            (339, 3, 3, 0),
        ];
        int directory = 8,
            after = directory + 2 + (12 * entries.Length) + 4,
            data = after + 12;
        byte[] file = new byte[data + pixels.Length];
        "II*\0"u8.CopyTo(file);
        file[4] = (byte)directory;
        file[directory] = (byte)entries.Length;
        for (int i = 0; i < entries.Length; i++)
        {
            (int tag, int type, int count, int value) = entries[i];
            Span<byte> entry = file.AsSpan(directory + 2 + (12 * i), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], count);
            BinaryPrimitives.WriteInt32LittleEndian(
                entry[8..],
                tag switch
                {
                    258 => after,
                    339 => after + 6,
                    273 => data,
                    _ => value,
                }
            );
        }

        for (int c = 0; c < 3; c++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(after + (2 * c)), (ushort)bits);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(after + 6 + (2 * c)), (ushort)sampleFormat);
        }

        pixels.CopyTo(file.AsSpan(data));
        return file;
    }
}
