using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>Reads the marker segments of a JPEG file without decoding it: its quality and its EXIF block.</summary>
internal static class JpegSegments
{
    private const byte StartOfScan = 0xDA,
        QuantizationTables = 0xDB,
        App1 = 0xE1;

    // Table K.1 of ITU-T T.81, in the zigzag order of the file.
    private static readonly byte[] StandardLuminance =
    [
        16,
        11,
        12,
        14,
        12,
        10,
        16,
        14,
        13,
        14,
        18,
        17,
        16,
        19,
        24,
        40,
        26,
        24,
        22,
        22,
        24,
        49,
        35,
        37,
        29,
        40,
        58,
        51,
        61,
        60,
        57,
        51,
        56,
        55,
        64,
        72,
        92,
        78,
        64,
        68,
        87,
        69,
        55,
        56,
        80,
        109,
        81,
        87,
        95,
        98,
        103,
        104,
        103,
        62,
        77,
        113,
        121,
        112,
        100,
        120,
        92,
        101,
        103,
        99,
    ];

    /// <summary>The prefix of the EXIF structure in JPEG.</summary>
    public static ReadOnlySpan<byte> ExifPrefix => "Exif\0\0"u8;

    /// <summary>
    /// The quality setting, 1 to 100, whose standard table is nearest to that of the file. Exact for files of the IJG library and its derivatives; an
    /// estimate for cameras with custom tables. Null when there is no luminance table.
    /// </summary>
    public static int? EstimateQuality(ReadOnlySpan<byte> jpeg)
    {
        if (LuminanceTable(jpeg) is not { } table)
            return null;
        (long distance, int quality) best = (long.MaxValue, 0);
        for (int quality = 1; quality <= 100; quality++)
        {
            int scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
            long distance = 0;
            for (int i = 0; i < 64; i++)
                distance += Math.Abs(table[i] - Math.Clamp(((StandardLuminance[i] * scale) + 50) / 100, 1, 255));
            if (distance < best.distance)
                best = (distance, quality);
        }

        return best.quality;
    }

    /// <summary>
    /// Copies a JPEG with the given EXIF block instead of its own, or with none, and with more segments. Returns false if the block is too large;
    /// then none is written.
    /// </summary>
    public static bool Copy(ReadOnlySpan<byte> jpeg, byte[]? exif, ReadOnlySpan<byte> more, Stream output)
    {
        bool fits = exif is null || exif.Length + ExifPrefix.Length + 2 <= ushort.MaxValue;
        int at = 2;
        output.Write(jpeg[..at]);
        // The JFIF segment must come first.
        if (Segment(jpeg, at, out byte marker, out ReadOnlySpan<byte> data) && marker == 0xE0)
        {
            output.Write(jpeg.Slice(at, data.Length + 4));
            at += data.Length + 4;
        }

        if (exif is not null && fits)
        {
            Span<byte> start = [0xFF, App1, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(start[2..], (ushort)(exif.Length + ExifPrefix.Length + 2));
            output.Write(start);
            output.Write(ExifPrefix);
            output.Write(exif);
        }

        output.Write(more);
        for (int from = at; Next(jpeg, ref at, out marker, out data); from = at)
            if (!(marker == App1 && data.StartsWith(ExifPrefix)))
                output.Write(jpeg[from..at]);
        output.Write(jpeg[at..]);
        return fits;
    }

    /// <summary>The EXIF structure, or null.</summary>
    public static byte[]? Exif(ReadOnlySpan<byte> jpeg)
    {
        for (int at = 2; Next(jpeg, ref at, out byte marker, out ReadOnlySpan<byte> data); )
            if (marker == App1 && data.StartsWith(ExifPrefix))
                return data[ExifPrefix.Length..].ToArray();
        return null;
    }

    /// <summary>
    /// Whether the end-of-image marker is present. Scans hold no markers except restarts, so the first end marker outside a segment is that of the
    /// image.
    /// </summary>
    public static bool HasEnd(ReadOnlySpan<byte> jpeg)
    {
        int at = 2;
        while (Next(jpeg, ref at, out _, out _)) { }

        return at < jpeg.Length && jpeg[at..].IndexOf<byte>([0xFF, 0xD9]) >= 0;
    }

    private static int[]? LuminanceTable(ReadOnlySpan<byte> jpeg)
    {
        for (int at = 2; Next(jpeg, ref at, out byte marker, out ReadOnlySpan<byte> data); )
        {
            if (marker != QuantizationTables)
                continue;
            while (data.Length >= 65)
            {
                bool wide = data[0] >> 4 != 0;
                int length = wide ? 128 : 64;
                if (data.Length < 1 + length)
                    break;
                if ((data[0] & 15) == 0)
                {
                    var table = new int[64];
                    for (int i = 0; i < 64; i++)
                        table[i] = wide ? BinaryPrimitives.ReadUInt16BigEndian(data[(1 + (2 * i))..]) : data[1 + i];
                    return table;
                }

                data = data[(1 + length)..];
            }
        }

        return null;
    }

    /// <summary>The segment at a position, which moves behind it. False at the first scan too.</summary>
    public static bool Next(ReadOnlySpan<byte> jpeg, scoped ref int at, out byte marker, out ReadOnlySpan<byte> data)
    {
        if (!Segment(jpeg, at, out marker, out data) || marker == StartOfScan)
            return false;
        at += data.Length + 4;
        return true;
    }

    /// <summary>The segment at a position: its marker and what follows the length. False at the end and where there is no marker.</summary>
    public static bool Segment(ReadOnlySpan<byte> jpeg, int at, out byte marker, out ReadOnlySpan<byte> data)
    {
        marker = 0;
        data = default;
        if (at + 4 > jpeg.Length || jpeg[at] != 0xFF)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        if (length < 2 || at + 2 + length > jpeg.Length)
            return false;
        marker = jpeg[at + 1];
        data = jpeg.Slice(at + 4, length - 2);
        return true;
    }
}
