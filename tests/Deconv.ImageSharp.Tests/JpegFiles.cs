using System.Buffers.Binary;

namespace Deconv.ImageSharp.Tests;

/// <summary>JPEG files of kinds that ImageSharp does not write: flat blocks, so that only the mean of every block is stored.</summary>
internal sealed record JpegFiles
{
    private const int Blocks = 2;

    /// <summary>What a channel holds everywhere, 0 to 255; as many as there are channels.</summary>
    public required byte[] Levels { get; init; }

    /// <summary>Names of the channels; null for 1, 2, ...</summary>
    public byte[]? Ids { get; init; }

    /// <summary>Samples of every channel per block of the picture, across and down; null for 1 by 1.</summary>
    public (int Width, int Height)[]? Sampling { get; init; }

    /// <summary>Bits of a sample: 8 or 12.</summary>
    public int Precision { get; init; } = 8;

    /// <summary>Unit and density of JFIF; null for a file without.</summary>
    public (byte Unit, ushort X, ushort Y)? Density { get; init; }

    /// <summary>Color transform of Adobe; null for a file without.</summary>
    public byte? Adobe { get; init; }

    /// <summary>An EXIF block; null for a file without.</summary>
    public byte[]? Exif { get; init; }

    /// <summary>Pixels across and down.</summary>
    public int Size => 8 * Blocks * (Sampling?.Max(s => Math.Max(s.Width, s.Height)) ?? 1);

    /// <summary>The file.</summary>
    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        if (Density is var (unit, x, y))
            Segment(file, 0xE0, [.. "JFIF\0"u8, 1, 1, unit, (byte)(x >> 8), (byte)x, (byte)(y >> 8), (byte)y, 0, 0]);
        if (Adobe is { } transform)
            Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);
        if (Exif is not null)
            Segment(file, 0xE1, [.. "Exif\0\0"u8, .. Exif]);

        // Every step of quantization is 8, so that the mean is stored as it is: the transform multiplies it by 8.
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        byte[] frame = [(byte)Precision, (byte)(Size >> 8), (byte)Size, (byte)(Size >> 8), (byte)Size, (byte)Levels.Length];
        Segment(
            file,
            (byte)(Precision == 8 ? 0xC0 : 0xC1),
            [.. frame, .. Levels.SelectMany((_, c) => new[] { Id(c), (byte)((Of(c).Width << 4) | Of(c).Height), (byte)0 })]
        );

        // The mean: 4 bits for the number of bits that follow, as they are. The rest: one bit, nothing.
        byte[] lengths = new byte[16];
        lengths[3] = 12;
        Segment(file, 0xC4, [0, .. lengths, .. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        lengths = new byte[16];
        lengths[0] = 1;
        Segment(file, 0xC4, [0x10, .. lengths, 0]);
        Segment(file, 0xDA, [(byte)Levels.Length, .. Levels.SelectMany((_, c) => new byte[] { Id(c), 0 }), 0, 63, 0]);
        file.Write(Scan());
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private byte Id(int channel) => Ids?[channel] ?? (byte)(channel + 1);

    private (int Width, int Height) Of(int channel) => Sampling?[channel] ?? (1, 1);

    private byte[] Scan()
    {
        var bits = new List<bool>();
        int[] before = new int[Levels.Length];
        int largest = Sampling?.Max(s => Math.Max(s.Width, s.Height)) ?? 1;
        int across = Sampling?.Max(s => s.Width) ?? 1,
            down = Sampling?.Max(s => s.Height) ?? 1;

        // A scan of a single channel goes block by block, whatever its sampling is.
        int units = Levels.Length == 1 ? Size * Size / 64 : Blocks * largest / across * (Blocks * largest / down);
        for (int unit = 0; unit < units; unit++)
        for (int c = 0; c < Levels.Length; c++)
        for (int block = 0; block < (Levels.Length == 1 ? 1 : Of(c).Width * Of(c).Height); block++)
        {
            int mean = (Levels[c] - 128) << (Precision - 8),
                change = mean - before[c],
                length = 32 - int.LeadingZeroCount(Math.Abs(change));
            before[c] = mean;
            Put(bits, length, 4);
            Put(bits, change < 0 ? change + (1 << length) - 1 : change, length);
            Put(bits, 0, 1);
        }

        while (bits.Count % 8 != 0)
            bits.Add(true);
        var bytes = new List<byte>();
        for (int i = 0; i < bits.Count; i += 8)
        {
            byte value = 0;
            for (int b = 0; b < 8; b++)
                value = (byte)((value << 1) | (bits[i + b] ? 1 : 0));
            bytes.Add(value);
            if (value == 0xFF)
                bytes.Add(0);
        }

        return [.. bytes];
    }

    private static void Put(List<bool> bits, int value, int length)
    {
        for (int b = length - 1; b >= 0; b--)
            bits.Add(((value >> b) & 1) != 0);
    }

    private static void Segment(MemoryStream file, byte marker, byte[] data)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(data.Length + 2));
        file.Write(head);
        file.Write(data);
    }
}
