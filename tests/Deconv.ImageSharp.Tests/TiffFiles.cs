using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Deconv.ImageSharp.Tests;

/// <summary>TIFF files of kinds that ImageSharp does not write.</summary>
internal sealed record TiffFiles
{
    private const int Photometric = 262;

    /// <summary>Pixels per row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>The samples, as the file holds them before packing.</summary>
    public required byte[] Samples { get; init; }

    /// <summary>1 gray, 3 RGB, 4 RGB and alpha.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Of a sample.</summary>
    public int Bits { get; init; } = 16;

    /// <summary>BigTIFF: 64-bit offsets.</summary>
    public bool Big { get; init; }

    /// <summary>Packed by Deflate.</summary>
    public bool Deflated { get; init; }

    /// <summary>Fields to add or to replace; numbers only.</summary>
    public (int Tag, long Value)[] More { get; init; } = [];

    /// <summary>Fields of bytes to add.</summary>
    public (int Tag, byte[] Value)[] Blocks { get; init; } = [];

    /// <summary>Write a second picture: the first one again.</summary>
    public bool Twice { get; init; }

    public static byte[] Color(int width, int height, ushort[] samples) =>
        new TiffFiles
        {
            Width = width,
            Height = height,
            Samples = MemoryMarshal.AsBytes(samples.AsSpan()).ToArray(),
        }.ToArray();

    /// <summary>The file.</summary>
    public byte[] ToArray()
    {
        byte[] data = Deflated ? Deflate(Samples) : Samples;
        var fields = new SortedDictionary<int, byte[]>
        {
            [256] = Long(Width),
            [257] = Long(Height),
            [258] = [.. Enumerable.Repeat(Short(Bits), Channels).SelectMany(b => b)],
            [259] = Short(Deflated ? 8 : 1),
            [Photometric] = Short(Channels == 1 ? 1 : 2),
            [277] = Short(Channels),
            [278] = Long(Height),
            [279] = Long(data.Length),
        };
        foreach ((int tag, long value) in More)
            fields[tag] = tag is 273 or 279 or 278 ? Long(value) : Short(value);
        foreach ((int tag, byte[] value) in Blocks)
            fields[tag] = value;
        int head = Big ? 16 : 8,
            word = Big ? 8 : 4,
            directory = head + data.Length + (data.Length % 2);
        fields[273] = Long(head);
        using var file = new MemoryStream();
        file.Write(Big ? [.. "II+\0"u8, 8, 0, 0, 0] : "II*\0"u8);
        file.Write(Word(directory));
        file.Write(data);
        file.SetLength(directory);
        for (int picture = 0; picture < (Twice ? 2 : 1); picture++)
        {
            file.Position = file.Length;
            int entries = (int)file.Position + (Big ? 8 : 2),
                after = entries + (fields.Count * (Big ? 20 : 12)) + word;
            using var values = new MemoryStream();
            file.Write(Big ? Word(fields.Count) : Short(fields.Count));
            foreach ((int tag, byte[] value) in fields)
            {
                bool block = Blocks.Any(b => b.Tag == tag),
                    wide = tag is 256 or 257 or 273 or 278 or 279;
                file.Write(Short(tag));
                file.Write(
                    Short(
                        block ? 7
                        : wide ? 4
                        : 3
                    )
                );
                file.Write(
                    Word(
                        value.Length
                            / (
                                block ? 1
                                : wide ? 4
                                : 2
                            )
                    )
                );
                if (value.Length <= word)
                    file.Write([.. value, .. new byte[word - value.Length]]);
                else
                {
                    file.Write(Word(after + values.Length));
                    values.Write(value);
                    values.Write(new byte[values.Length % 2]);
                }
            }

            file.Write(Word(Twice && picture == 0 ? after + values.Length : 0));
            values.WriteTo(file);
        }

        return file.ToArray();

        byte[] Word(long value) => Big ? [.. Long(value), 0, 0, 0, 0] : Long(value);
    }

    private static byte[] Short(long value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Long(long value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }

    private static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(data);
        return packed.ToArray();
    }
}
