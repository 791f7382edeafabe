using System.Buffers.Binary;

namespace Deconv.Benchmarks.Mutants;

/// <summary>Chunks of WebP: name, length, data, filled to an even length; around them RIFF with the length of all.</summary>
internal static class WebpFrame
{
    private const int Header = 12;

    public static Container Container { get; } = new(Split, Join);

    private static List<Part> Split(byte[] file)
    {
        var parts = new List<Part>();
        for (int at = Header; at + 8 <= file.Length; )
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            byte[] name = file[at..(at + 4)];
            parts.Add(new(name, file[(at + 8)..(at + 8 + length)], !name.AsSpan().StartsWith("VP8"u8)));
            at += 8 + length + (length & 1);
        }

        return parts;
    }

    private static byte[] Join(IReadOnlyList<Part> parts)
    {
        using var file = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        file.Write("RIFF    WEBP"u8);
        foreach (Part part in parts)
        {
            file.Write(part.Name);
            BinaryPrimitives.WriteInt32LittleEndian(length, part.Data.Length);
            file.Write(length);
            file.Write(part.Data);
            if (part.Data.Length % 2 != 0)
                file.WriteByte(0);
        }

        byte[] whole = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4), whole.Length - 8);
        return whole;
    }
}
