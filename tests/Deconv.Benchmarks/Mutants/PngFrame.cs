using System.Buffers.Binary;
using Deconv.Benchmarks.Fuzzing;

namespace Deconv.Benchmarks.Mutants;

/// <summary>Chunks of PNG: length, name, data, checksum.</summary>
internal static class PngFrame
{
    private const int Signature = 8;

    public static Container Container { get; } = new(Split, Join);

    private static List<Part> Split(byte[] file)
    {
        List<Part> parts = [new([], file[..Signature], false)];
        for (int at = Signature; at < file.Length; )
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            byte[] name = file[(at + 4)..(at + 8)];
            // Lower case: a reader may leave it out.
            parts.Add(new(name, file[(at + 8)..(at + 8 + length)], name[0] >= 'a'));
            at += length + 12;
        }

        return parts;
    }

    private static byte[] Join(IReadOnlyList<Part> parts)
    {
        using var file = new MemoryStream();
        Span<byte> number = stackalloc byte[4];
        foreach (Part part in parts)
        {
            if (part.Name.Length == 0)
            {
                file.Write(part.Data);
                continue;
            }

            BinaryPrimitives.WriteInt32BigEndian(number, part.Data.Length);
            file.Write(number);
            byte[] content = [.. part.Name, .. part.Data];
            file.Write(content);
            BinaryPrimitives.WriteUInt32BigEndian(number, PngChecksum.Of(content));
            file.Write(number);
        }

        return file.ToArray();
    }
}
