namespace Deconv.Benchmarks.Fuzzing;

/// <summary>The checksum of PNG chunks.</summary>
internal static class PngChecksum
{
    /// <summary>Of the name and the data of a chunk.</summary>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
