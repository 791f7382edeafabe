using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>Writes directories as in a TIFF file, little-endian; an EXIF block is a header and one directory.</summary>
internal static class TiffBlock
{
    private const int HeaderLength = 8;

    /// <summary>An EXIF block with these fields.</summary>
    public static byte[] Exif(IEnumerable<TiffField> fields) => [.. "II*\0"u8, HeaderLength, 0, 0, 0, .. Directory(fields, HeaderLength, big: false)];

    /// <summary>The fields of an EXIF block; none if it is damaged.</summary>
    public static IReadOnlyList<TiffField> Fields(byte[] exif)
    {
        try
        {
            var structure = new TiffStructure(new MemoryStream(exif, writable: false));
            return structure.Directory(structure.First).Fields;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return [];
        }
    }

    /// <summary>A directory that starts at a position of the file, with the values and the directories below it behind it.</summary>
    /// <param name="fields">In any order; of several with the same tag, the first is written.</param>
    /// <param name="position">Position in the file.</param>
    /// <param name="big">True for BigTIFF, which counts in 64 bits.</param>
    public static byte[] Directory(IEnumerable<TiffField> fields, long position, bool big)
    {
        List<TiffField> sorted = [.. fields.Select(f => f.ToLittle()).OrderBy(f => f.Tag).DistinctBy(f => f.Tag)];
        (int counter, int word) = big ? (8, 8) : (2, 4);
        int entryLength = 4 + (2 * word);
        using var result = new MemoryStream();
        result.SetLength(counter + (entryLength * sorted.Count) + word);
        Number(result, sorted.Count, counter);
        foreach (TiffField field in sorted)
        {
            byte[] data = field.Data;
            long behind = position + result.Length;
            if (field.Directory is { } below)
                data = Directory(below, behind, big);
            Number(result, field.Tag, 2);
            Number(result, field.Directory is null ? field.Type : TiffField.Long, 2);
            Number(result, field.Directory is null ? field.Count : 1, word);
            if (field.Directory is null && data.Length <= word)
            {
                result.Write(data);
                result.Position += word - data.Length;
                continue;
            }

            Number(result, behind, word);
            long next = result.Position;
            result.Position = result.Length;
            result.Write(data);
            if (data.Length % 2 != 0)
                result.WriteByte(0);
            result.Position = next;
        }

        return result.ToArray();
    }

    private static void Number(MemoryStream to, long value, int bytes)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        to.Write(number[..bytes]);
    }
}
