using System.Buffers.Binary;
using System.Text;
using Deconv.Imaging.Codecs.Jpeg;

namespace Deconv.Imaging.Codecs.Webp;

/// <summary>The chunks of a WebP file: RIFF, in which pixels, profile, EXIF and XMP are separate.</summary>
internal sealed class WebpChunks
{
    private const string Extended = "VP8X",
        Lossless = "VP8L",
        ProfileChunk = "ICCP",
        ExifChunk = "EXIF",
        XmpChunk = "XMP ";

    private const int Header = 12;

    private const byte Animation = 2;

    private readonly List<(string Name, byte[] Data)> _chunks = [];

    /// <summary>The ICC profile, or null.</summary>
    public byte[]? IccProfile => Find(ProfileChunk);

    /// <summary>EXIF without the prefix of JPEG, which some programs write here too; or null.</summary>
    public byte[]? Exif =>
        Find(ExifChunk) is not { } exif ? null
        : exif.AsSpan().StartsWith(JpegSegments.ExifPrefix) ? exif[JpegSegments.ExifPrefix.Length..]
        : exif;

    /// <summary>The XMP packet, or null.</summary>
    public byte[]? Xmp => Find(XmpChunk);

    /// <summary>True if the file holds an animation.</summary>
    public bool IsAnimated => Find(Extended) is [var flags, ..] && (flags & Animation) != 0;

    /// <summary>True if the pixels are compressed without loss.</summary>
    public bool IsLossless => Find(Lossless) is not null;

    /// <summary>The chunks of a file, as far as they are complete.</summary>
    public static WebpChunks Of(ReadOnlySpan<byte> file)
    {
        var result = new WebpChunks();
        for (int at = Header; at + 8 <= file.Length; )
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length > file.Length - at - 8)
                break;
            result._chunks.Add((Encoding.ASCII.GetString(file.Slice(at, 4)), file.Slice(at + 8, (int)length).ToArray()));
            at += 8 + (int)length + (int)(length & 1);
        }

        return result;
    }

    /// <summary>The same pixels with this metadata.</summary>
    public WebpChunks With(byte[]? iccProfile, byte[]? exif, byte[]? xmp)
    {
        var result = new WebpChunks();
        result.Add(ProfileChunk, iccProfile);
        result._chunks.AddRange(_chunks.Where(c => c.Name is not (Extended or ProfileChunk or ExifChunk or XmpChunk)));
        result.Add(ExifChunk, exif);
        result.Add(XmpChunk, xmp);
        return result;
    }

    /// <summary>Writes a file: with the chunk that announces metadata if there is any or if alpha has a chunk of its own.</summary>
    public void Write(Shape shape, bool alpha, Stream output)
    {
        List<(string Name, byte[] Data)> chunks = _chunks;
        if (chunks.Count > 1)
            chunks = [(Extended, Announcement(shape, alpha)), .. chunks];
        long length = 4 + chunks.Sum(c => 8L + c.Data.Length + (c.Data.Length & 1));
        Write(output, "RIFF", (uint)length);
        output.Write("WEBP"u8);
        foreach ((string name, byte[] data) in chunks)
        {
            Write(output, name, (uint)data.Length);
            output.Write(data);
            if (data.Length % 2 != 0)
                output.WriteByte(0);
        }
    }

    private byte[] Announcement(Shape shape, bool alpha)
    {
        var data = new byte[10];
        data[0] = (byte)((IccProfile is null ? 0 : 0x20) | (alpha ? 0x10 : 0) | (Exif is null ? 0 : 0x08) | (Xmp is null ? 0 : 0x04));
        Write24(data.AsSpan(4), shape.Width - 1);
        Write24(data.AsSpan(7), shape.Height - 1);
        return data;
    }

    private byte[]? Find(string name) => _chunks.FirstOrDefault(c => c.Name == name).Data;

    private void Add(string name, byte[]? data)
    {
        if (data is not null)
            _chunks.Add((name, data));
    }

    private static void Write(Stream output, string name, uint length)
    {
        Span<byte> head = stackalloc byte[8];
        Encoding.ASCII.GetBytes(name, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], length);
        output.Write(head);
    }

    private static void Write24(Span<byte> to, int value)
    {
        to[0] = (byte)value;
        to[1] = (byte)(value >> 8);
        to[2] = (byte)(value >> 16);
    }
}
