using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>Reads the directories of a TIFF or BigTIFF file, or of an EXIF block, which has the same structure.</summary>
internal sealed class TiffStructure
{
    // More is no legitimate directory, field or number of pages.
    private const int MaxFields = 4096,
        MaxFieldBytes = 256 << 20,
        MaxPages = 65536,
        MaxDepth = 3;

    // Fields that lie over each other would make a small file take much time and memory. A file is read three times at most.
    private const int MaxReadings = 8,
        SmallBytes = 1 << 20;

    private readonly Stream _file;
    private readonly bool _little;
    private readonly bool _big;
    private long _left;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">No TIFF.</exception>
    /// <exception cref="EndOfStreamException">It ends early.</exception>
    public TiffStructure(Stream file)
    {
        _file = file;
        _left = SmallBytes + (MaxReadings * file.Length);
        file.Position = 0;
        byte[] head = Bytes(8);
        _little = head[0] == 'I';
        _big = Number(head.AsSpan(2), 2) == 43;
        First = _big ? Number(Bytes(8), 8) : Number(head.AsSpan(4), 4);
    }

    /// <summary>True for BigTIFF in big-endian order.</summary>
    public bool IsBigEndianBigTiff => _big && !_little;

    /// <summary>Position of the first directory.</summary>
    public long First { get; }

    /// <summary>
    /// Whether a field of an image that was read says it is longer than the file. LibTiff would take memory for it before it looks.
    /// </summary>
    public bool HasOverlongField { get; private set; }

    /// <summary>The fields of a directory and of those below it, and the position of the next one, 0 at the end.</summary>
    /// <exception cref="InvalidDataException">More fields than are legitimate, or directories that contain each other.</exception>
    /// <exception cref="EndOfStreamException">It ends early.</exception>
    public (IReadOnlyList<TiffField> Fields, long Next) Directory(long at) => Directory(at, 0);

    /// <summary>Positions of the images that follow each other, without reduced copies of them; at least the first.</summary>
    public List<long> Pages()
    {
        var seen = new HashSet<long>();
        var pages = new List<long>();
        for (long at = First; at != 0 && seen.Count < MaxPages && seen.Add(at); )
        {
            (IReadOnlyList<TiffField> fields, long next) = Directory(at, MaxDepth);
            if (pages.Count == 0 || (fields.FirstOrDefault(f => f.Tag == TiffTags.NewSubfileType)?.Number() & 1) is not 1)
                pages.Add(at);
            at = next;
        }

        return pages;
    }

    private (IReadOnlyList<TiffField> Fields, long Next) Directory(long at, int depth)
    {
        Seek(at);
        long count = Number(Bytes(_big ? 8 : 2), _big ? 8 : 2);
        if (count is < 0 or > MaxFields)
            throw new InvalidDataException($"a directory of {count} fields");
        int size = _big ? 20 : 12;
        byte[] entries = Bytes((int)count * size);
        long next = Number(Bytes(_big ? 8 : 4), _big ? 8 : 4);
        var fields = new List<TiffField>((int)count);
        for (int i = 0; i < count; i++)
            if (Field(entries.AsSpan(i * size, size), depth) is { } field)
                fields.Add(field);
        return (fields, next);
    }

    private TiffField? Field(ReadOnlySpan<byte> entry, int depth)
    {
        int tag = (int)Number(entry, 2),
            type = (int)Number(entry[2..], 2);
        long count = Number(entry[4..], _big ? 8 : 4);
        ReadOnlySpan<byte> value = entry[(_big ? 12 : 8)..];
        int size = TiffField.SizeOf(type);
        if (size == 0 || count < 1)
            return null;
        if (count > MaxFieldBytes / size || count * size > _file.Length)
        {
            HasOverlongField |= depth is 0 or MaxDepth;
            return null;
        }

        int length = (int)count * size;
        byte[] data;
        if (length <= value.Length)
            data = value[..length].ToArray();
        else
        {
            long at = Number(value, value.Length);
            if (at < 0 || at > _file.Length - length)
                return null;
            Seek(at);
            data = Bytes(length);
        }

        var field = new TiffField(tag, type, (int)count, data, _little);
        if (depth >= MaxDepth || !TiffTags.Directories.Contains(tag))
            return field;
        long below = field.Number();
        try
        {
            return below <= 0 || below >= _file.Length ? null : field with { Directory = Directory(below, depth + 1).Fields };
        }
        // The picture can be read without what a damaged directory tells about it.
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private void Seek(long at)
    {
        if (at < 0 || at > _file.Length)
            throw new EndOfStreamException($"a directory at byte {at} of {_file.Length}");
        _file.Position = at;
    }

    private byte[] Bytes(int count)
    {
        _left -= count;
        if (_left < 0)
            throw new InvalidDataException("its fields lie over each other");
        var data = new byte[count];
        _file.ReadExactly(data);
        return data;
    }

    private long Number(ReadOnlySpan<byte> at, int bytes) =>
        (bytes, _little) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(at),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(at),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(at),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(at),
            (_, true) => BinaryPrimitives.ReadInt64LittleEndian(at),
            _ => BinaryPrimitives.ReadInt64BigEndian(at),
        };
}
