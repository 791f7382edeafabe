using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>The IHDR chunk: size, bit depth, color type, interlace.</summary>
internal readonly record struct PngHeader(uint Width, uint Height, int BitDepth, int ColorType, bool Interlaced)
{
    public const int Gray = 0,
        Rgb = 2,
        Palette = 3,
        GrayAlpha = 4,
        Rgba = 6;

    /// <summary>Samples per pixel in the file; a palette index is one.</summary>
    public int Samples =>
        ColorType switch
        {
            Rgb => 3,
            GrayAlpha => 2,
            Rgba => 4,
            _ => 1,
        };

    public int BitsPerPixel => Samples * BitDepth;

    /// <summary>Distance in bytes to the previous pixel, as used by filters.</summary>
    public int FilterStep => Math.Max(1, BitsPerPixel / 8);

    public long RowBytes(long width) => ((width * BitsPerPixel) + 7) / 8;

    public static PngHeader Parse(ReadOnlySpan<byte> data, ImageSource source)
    {
        if (data.Length != 13)
            throw source.Bad($"has a PNG header of {data.Length} bytes instead of 13", "The file is damaged: get a new copy");
        var header = new PngHeader(
            BinaryPrimitives.ReadUInt32BigEndian(data),
            BinaryPrimitives.ReadUInt32BigEndian(data[4..]),
            data[8],
            data[9],
            data[12] == 1
        );
        bool legal = header.ColorType switch
        {
            Gray => header.BitDepth is 1 or 2 or 4 or 8 or 16,
            Palette => header.BitDepth is 1 or 2 or 4 or 8,
            Rgb or GrayAlpha or Rgba => header.BitDepth is 8 or 16,
            _ => false,
        };
        if (!legal || data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw source.Bad(
                $"has a PNG header that is not legal (depth {data[8]}, color type {data[9]}, compression {data[10]}, filter {data[11]}, "
                    + $"interlace {data[12]})",
                "The file is damaged: get a new copy"
            );
        return header;
    }
}
