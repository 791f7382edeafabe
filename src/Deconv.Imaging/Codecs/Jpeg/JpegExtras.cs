namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>What a JPEG file holds besides the picture and the metadata that is kept.</summary>
internal static class JpegExtras
{
    private const byte App0 = 0xE0,
        App15 = 0xEF;

    /// <summary>A sentence that names them, or none.</summary>
    public static IEnumerable<string> Of(ReadOnlySpan<byte> jpeg)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (int at = 2; JpegSegments.Next(jpeg, ref at, out byte marker, out ReadOnlySpan<byte> data); )
            if (marker is >= App0 and <= App15 && Name(marker - App0, data) is { } name)
                names.Add(name);
        return names.Count == 0 ? [] : [$"The JPEG file also holds {string.Join(", ", names)}: left out of results."];
    }

    private static string? Name(int number, ReadOnlySpan<byte> data) =>
        number switch
        {
            // JFIF, and what Adobe says about the colors.
            0 or 14 => null,
            1 when data.StartsWith(JpegSegments.ExifPrefix) || data.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8) => null,
            1 when data.StartsWith("http://ns.adobe.com/xmp/extension/\0"u8) => "further parts of the XMP packet",
            2 when data.StartsWith("ICC_PROFILE\0"u8) => null,
            2 when data.StartsWith("MPF\0"u8) => "further pictures (MPF)",
            11 when data.StartsWith("JP"u8) => "a statement of its origin (JUMBF)",
            13 when data.StartsWith("Photoshop 3.0\0"u8) => null,
            _ => $"a segment APP{number}",
        };
}
