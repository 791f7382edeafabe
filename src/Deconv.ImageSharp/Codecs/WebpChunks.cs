using System.Buffers.Binary;

namespace Deconv.ImageSharp.Codecs;

/// <summary>The chunks of a WebP file. ImageSharp reads one byte too many of those with an odd length, and writes EXIF its own way.</summary>
internal static class WebpChunks
{
    private const byte Animation = 2;

    /// <summary>Whether the file holds an animation.</summary>
    public static bool IsAnimated(ReadOnlySpan<byte> file) => Find(file, "VP8X"u8) is [var flags, ..] && (flags & Animation) != 0;

    /// <summary>The contents of the first chunk of a name; null if there is none.</summary>
    public static byte[]? Find(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name)
    {
        for (long at = 12; at + 8 <= file.Length; )
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            long length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (length > chunk.Length - 8)
                return null;
            if (chunk.StartsWith(name))
                return chunk.Slice(8, (int)length).ToArray();
            at += 8 + length + (length % 2);
        }

        return null;
    }

    /// <summary>The EXIF structure; some programs precede it with the prefix of JPEG.</summary>
    public static byte[]? Exif(byte[] file)
    {
        ReadOnlySpan<byte> prefix = "Exif\0\0"u8;
        byte[]? exif = Find(file, "EXIF"u8);
        return exif.AsSpan().StartsWith(prefix) ? exif![prefix.Length..] : exif;
    }
}
