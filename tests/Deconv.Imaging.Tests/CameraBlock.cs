using System.Buffers.Binary;
using Deconv.Imaging.Codecs.Tiff;

namespace Deconv.Imaging.Tests;

/// <summary>An EXIF block as cameras write it: size, resolution, subject, a maker note, and a thumbnail at the end.</summary>
internal static class CameraBlock
{
    private const int Orientation = 0x0112,
        XResolution = 0x011A,
        YResolution = 0x011B,
        CameraDirectory = 0x8769,
        SubjectArea = 0x9214,
        MakerNote = 0x9207,
        Width = 0xA002,
        Height = 0xA003,
        ThumbnailOffset = 0x0201,
        ThumbnailLength = 0x0202;

    private const int Short = 3,
        Long = 4,
        Rational = 5,
        Undefined = 7;

    /// <summary>What stands for a small JPEG of the whole frame.</summary>
    public static ReadOnlySpan<byte> Thumbnail => "a small picture of the whole frame!"u8;

    private static ReadOnlySpan<byte> Note => "maker's own note"u8;

    /// <summary>The block of a file whose stored pixels have a shape: 300 dots per inch along rows, 150 along columns.</summary>
    public static byte[] Of(bool little, int orientation, Shape stored)
    {
        // Two directories of 4 fields, one of 2; then the values.
        const int First = 8,
            Camera = First + 2 + (4 * 12) + 4,
            Second = Camera + 2 + (4 * 12) + 4,
            Values = Second + 2 + (2 * 12) + 4;
        (int x, int y, int subject, int note) = (Values, Values + 8, Values + 16, Values + 22);
        int thumbnail = note + Note.Length;
        var block = new byte[thumbnail + Thumbnail.Length];
        (little ? "II*\0"u8 : "MM\0*"u8).CopyTo(block);
        Write(block, 4, 4, First, little);
        int at = Directory(
            block,
            First,
            little,
            (Orientation, Short, 1, orientation),
            (XResolution, Rational, 1, x),
            (YResolution, Rational, 1, y),
            (CameraDirectory, Long, 1, Camera)
        );
        Write(block, at, 4, Second, little);
        Directory(
            block,
            Camera,
            little,
            (MakerNote, Undefined, Note.Length, note),
            (SubjectArea, Short, 3, subject),
            (Width, Short, 1, stored.Width),
            (Height, Long, 1, stored.Height)
        );
        Directory(block, Second, little, (ThumbnailOffset, Long, 1, thumbnail), (ThumbnailLength, Long, 1, Thumbnail.Length));
        foreach ((int where, int value) in (ReadOnlySpan<(int, int)>)[(x, 300), (x + 4, 1), (y, 150), (y + 4, 1)])
            Write(block, where, 4, value, little);
        Note.CopyTo(block.AsSpan(note));
        Thumbnail.CopyTo(block.AsSpan(thumbnail));
        return block;
    }

    /// <summary>The size that the block states.</summary>
    public static Shape SizeIn(byte[] exif)
    {
        List<TiffField> fields = [.. TiffBlock.Fields(exif).SelectMany(f => f.Directory ?? [])];
        int Number(int tag) => (int)fields.Single(f => f.Tag == tag).Number();
        return new(Number(Height), Number(Width));
    }

    /// <summary>Where the maker note stands.</summary>
    public static int NoteAt(byte[] exif) => exif.AsSpan().IndexOf(Note);

    /// <summary>Returns where the pointer to the next directory stands.</summary>
    private static int Directory(byte[] block, int at, bool little, params ReadOnlySpan<(int Tag, int Type, int Count, int Value)> fields)
    {
        Write(block, at, 2, fields.Length, little);
        at += 2;
        foreach ((int tag, int type, int count, int value) in fields)
        {
            Write(block, at, 2, tag, little);
            Write(block, at + 2, 2, type, little);
            Write(block, at + 4, 4, count, little);
            Write(block, at + 8, type == Short && count == 1 ? 2 : 4, value, little);
            at += 12;
        }

        return at;
    }

    private static void Write(byte[] block, int at, int bytes, int value, bool little)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, value);
        number = number[..bytes];
        if (!little)
            number.Reverse();
        number.CopyTo(block.AsSpan(at));
    }
}
