using System.Buffers.Binary;

namespace Deconv.ImageSharp.Codecs;

/// <summary>The blocks of a GIF file: the position of its first image on the canvas, and whether there are more.</summary>
internal sealed class GifBlocks
{
    private const byte Extension = 0x21,
        Picture = 0x2C,
        GraphicControl = 0xF9;

    private GifBlocks() { }

    /// <summary>Whether the first image is complete.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether pixels not covered by the first image are transparent.</summary>
    public bool HasTransparency { get; private set; }

    /// <summary>Whether the first image covers the canvas.</summary>
    public bool IsCovered { get; private set; }

    /// <summary>Whether more images follow.</summary>
    public bool HoldsMore { get; private set; }

    /// <summary>Reads the blocks up to the second image; properties missing in a damaged file stay false.</summary>
    public static GifBlocks Read(ReadOnlySpan<byte> file)
    {
        var blocks = new GifBlocks();
        int canvasWidth = BinaryPrimitives.ReadUInt16LittleEndian(file[6..]),
            canvasHeight = BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        int at = 13 + Palette(file[10]);
        while (at < file.Length)
        {
            switch (file[at])
            {
                case Extension when at + 6 < file.Length:
                    if (file[at + 1] == GraphicControl && !blocks.IsComplete)
                        blocks.HasTransparency = (file[at + 3] & 1) != 0;
                    at += 2;
                    break;
                case Picture when blocks.IsComplete:
                    blocks.HoldsMore = true;
                    return blocks;
                case Picture when at + 10 < file.Length:
                    ReadOnlySpan<byte> place = file.Slice(at + 1, 8);
                    int left = BinaryPrimitives.ReadUInt16LittleEndian(place),
                        top = BinaryPrimitives.ReadUInt16LittleEndian(place[2..]),
                        width = BinaryPrimitives.ReadUInt16LittleEndian(place[4..]),
                        height = BinaryPrimitives.ReadUInt16LittleEndian(place[6..]);
                    blocks.IsCovered = left == 0 && top == 0 && width >= canvasWidth && height >= canvasHeight;
                    at += 11 + Palette(file[at + 9]);
                    if (!Skip(file, ref at))
                        return blocks;
                    blocks.IsComplete = true;
                    continue;
                default:
                    return blocks;
            }

            if (!Skip(file, ref at))
                return blocks;
        }

        return blocks;
    }

    private static int Palette(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>Skips the sub-blocks of a block, each preceded by its length; 0 ends the list. Returns false at the end of the file.</summary>
    private static bool Skip(ReadOnlySpan<byte> file, ref int at)
    {
        for (; at < file.Length && file[at] != 0; at += file[at] + 1) { }

        return at++ < file.Length;
    }
}
