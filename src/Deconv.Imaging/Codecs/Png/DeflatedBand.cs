using System.Buffers.Binary;
using System.IO.Compression;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>
/// A piece of a zlib stream (RFC 1950) that is compressed independently: it ends on a byte boundary without closing the stream, so that pieces can be
/// concatenated.
/// </summary>
internal readonly record struct DeflatedBand(ReadOnlyMemory<byte> Packed, Adler32 Checksum)
{
    /// <summary>The stream header: deflate with a window of 32 KiB.</summary>
    public static ReadOnlySpan<byte> StreamStart => [0x78, 0x9C];

    public static DeflatedBand Pack(byte[] data)
    {
        using var memory = new MemoryStream(data.Length / 2);
        using var deflate = new DeflateStream(memory, CompressionLevel.Optimal);
        deflate.Write(data);
        deflate.Flush();
        // Read before disposal, which would write the end of the stream.
        return new DeflatedBand(memory.ToArray(), Adler32.Of(data));
    }

    /// <summary>The end of the stream: an empty final block and the checksum of all data.</summary>
    public static byte[] StreamEnd(Adler32 checksum)
    {
        byte[] end = [0x03, 0x00, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(end.AsSpan(2), checksum.Value);
        return end;
    }
}
