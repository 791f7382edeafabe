namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>Whether a JPEG stores color with fewer samples than luminance.</summary>
internal static class JpegSampling
{
    private const byte FirstFrame = 0xC0,
        LastFrame = 0xCF;

    // These three in the range of the frames are tables.
    private static readonly byte[] NoFrames = [0xC4, 0xC8, 0xCC];

    /// <summary>True for 4:2:0, 4:2:2 and the like, false for 4:4:4; null for gray and where no frame header is found.</summary>
    public static bool? IsSubsampled(ReadOnlySpan<byte> jpeg)
    {
        for (int at = 2; JpegSegments.Next(jpeg, ref at, out byte marker, out ReadOnlySpan<byte> data); )
            if (marker is >= FirstFrame and <= LastFrame && !NoFrames.Contains(marker))
                return Compare(data);
        return null;
    }

    // Precision, height and width take five bytes; then the number of components, and three bytes for each: number, sampling factors, table.
    private static bool? Compare(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 + 9 || frame[5] != 3)
            return null;
        byte luminance = frame[7];
        return luminance != frame[10] || luminance != frame[13];
    }
}
