using System.Buffers.Binary;
using System.Text;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>One chunk inside the bytes of a PNG file.</summary>
internal readonly record struct PngChunk(string Type, ReadOnlyMemory<byte> Data)
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether the image cannot be decoded without this chunk.</summary>
    private bool IsCritical => char.IsAsciiLetterUpper(Type[0]);

    /// <summary>All chunks up to IEND, checksums verified. Damaged ancillary chunks are omitted with a warning.</summary>
    public static List<PngChunk> ReadAll(byte[] file, ImageSource source, List<string> warnings)
    {
        var chunks = new List<PngChunk>();
        for (int at = Signature.Length; ; )
        {
            if (file.Length - at < 12)
                throw Truncated(source);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            ReadOnlySpan<byte> type = file.AsSpan(at + 4, 4);
            foreach (byte letter in type)
                if (!char.IsAsciiLetter((char)letter))
                    throw source.Bad($"is damaged at byte {at} (no chunk name there)", "Get a new copy");
            if (length > file.Length - at - 12)
                throw Truncated(source);
            var chunk = new PngChunk(Encoding.ASCII.GetString(type), file.AsMemory(at + 8, (int)length));
            uint crc = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + (int)length));
            if (crc == Crc32.Of(type, chunk.Data.Span))
                chunks.Add(chunk);
            else if (chunk.IsCritical)
                throw source.Bad($"is damaged: the checksum of its {chunk.Type} chunk at byte {at} is wrong", "Get a new copy");
            else
                warnings.Add($"The {chunk.Type} chunk is damaged and was left out.");
            if (chunk.Type == "IEND")
                return chunks;
            at += 12 + (int)length;
        }
    }

    public static void Write(Stream output, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> name = stackalloc byte[4],
            number = stackalloc byte[4];
        Encoding.ASCII.GetBytes(type, name);
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(name);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(name, data));
        output.Write(number);
    }

    public static ImageFormatException Truncated(ImageSource source) =>
        source.Bad("ends early: it is only part of a PNG file", "Copy or download it again");
}
