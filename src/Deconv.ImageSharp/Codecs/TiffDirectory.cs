namespace Deconv.ImageSharp.Codecs;

/// <summary>The fields of the first image of a TIFF or BigTIFF file. ImageSharp 2 reports them only after decoding the image.</summary>
internal sealed class TiffDirectory
{
    /// <summary>Compressions.</summary>
    public const long Lzw = 5,
        Jpeg = 7,
        Deflate = 8,
        OldDeflate = 32946;

    /// <summary>Samples are floats.</summary>
    public const long Float = 3;

    /// <summary>The predictor that stores differences of neighbors.</summary>
    public const long Differences = 2;

    /// <summary>Photometric interpretations.</summary>
    public const long WhiteIsZero = 0,
        BlackIsZero = 1,
        Rgb = 2,
        Palette = 3,
        YCbCr = 6;

    private const int BitsPerSampleTag = 258,
        CompressionTag = 259,
        PhotometricTag = 262,
        StripOffsetsTag = 273,
        StripByteCountsTag = 279,
        PlanarTag = 284,
        PredictorTag = 317,
        TileOffsetsTag = 324,
        TileByteCountsTag = 325,
        SampleFormatTag = 339,
        JpegTablesTag = 347;

    private readonly byte[] _file;
    private readonly bool _little;
    private readonly bool _big;
    private readonly Dictionary<int, List<long>> _fields = [];

    private TiffDirectory(byte[] file)
    {
        _file = file;
        _little = file[0] == 'I';
        _big = Unsigned(2, 2) == 43;
        long at = _big ? Unsigned(8, 8) : Unsigned(4, 4);
        long entries = Unsigned(at, _big ? 8 : 2);
        at += _big ? 8 : 2;
        int size = _big ? 20 : 12;
        if (entries > (file.Length - at) / size)
            throw new EndOfStreamException("The directory ends beyond the file");
        for (long i = 0; i < entries; i++, at += size)
            if (Values(at) is { } values)
                _fields[(int)Unsigned(at, 2)] = values;
        HoldsMore = Unsigned(at, _big ? 8 : 4) != 0;
    }

    /// <summary>Whether more images follow.</summary>
    public bool HoldsMore { get; }

    /// <summary>Bits of the widest sample.</summary>
    public long Bits => Field(BitsPerSampleTag)?.Max() ?? 1;

    /// <summary>Whether any sample is a float.</summary>
    public bool IsFloat => Field(SampleFormatTag)?.Contains(Float) == true;

    /// <summary>Photometric interpretation of the samples.</summary>
    public long Photometric => First(PhotometricTag, Rgb);

    /// <summary>Compression of the samples.</summary>
    public long Compression => First(CompressionTag, 1);

    /// <summary>Predictor applied before compression.</summary>
    public long Predictor => First(PredictorTag, 1);

    /// <summary>Whether every channel is stored separately.</summary>
    public bool IsPlanar => First(PlanarTag, 1) == 2;

    /// <summary>Whether the JPEG tables are stored separately from the image data.</summary>
    public bool HasJpegTables => _fields.ContainsKey(JpegTablesTag);

    /// <summary>Whether all strips or tiles of the image lie inside the file.</summary>
    public bool IsComplete
    {
        get
        {
            List<long> offsets = Field(StripOffsetsTag) ?? Field(TileOffsetsTag) ?? [],
                counts = Field(StripByteCountsTag) ?? Field(TileByteCountsTag) ?? [];
            return offsets.Zip(counts).All(part => part.First <= _file.Length && part.Second <= _file.Length - part.First);
        }
    }

    /// <summary>Reads the first directory.</summary>
    /// <exception cref="EndOfStreamException">The directory, or a list that it points to, lies beyond the end of the file.</exception>
    public static TiffDirectory Read(byte[] file) => new(file);

    private List<long>? Field(int tag) => _fields.TryGetValue(tag, out List<long>? values) && values.Count > 0 ? values : null;

    private long First(int tag, long otherwise) => Field(tag)?[0] ?? otherwise;

    /// <summary>The values of an entry; an empty list for byte types, null for types that no known field has.</summary>
    private List<long>? Values(long entry)
    {
        int size = Unsigned(entry + 2, 2) switch
        {
            1 or 2 or 6 or 7 => 1,
            3 or 8 => 2,
            4 or 9 or 11 or 13 => 4,
            5 or 10 or 12 or 16 or 17 or 18 => 8,
            _ => 0,
        };
        if (size == 0)
            return null;
        int inside = _big ? 8 : 4;
        long count = Unsigned(entry + 4, inside),
            at = entry + 4 + inside;
        if (count > inside / size)
            at = Unsigned(at, inside);
        if (at > _file.Length || count > (_file.Length - at) / size)
            throw new EndOfStreamException("A field lies beyond the end of the file");
        var values = new List<long>();
        if (size > 1)
            for (long i = 0; i < count; i++)
                values.Add(Unsigned(at + (i * size), size));
        return values;
    }

    private long Unsigned(long at, int size)
    {
        if (at < 0 || at > _file.Length - size)
            throw new EndOfStreamException("The directory lies beyond the end of the file");
        ReadOnlySpan<byte> data = _file.AsSpan((int)at, size);
        ulong value = 0;
        for (int i = 0; i < size; i++)
            value = (value << 8) | data[_little ? size - 1 - i : i];
        return value <= long.MaxValue ? (long)value : long.MaxValue;
    }
}
