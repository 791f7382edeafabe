using System.Buffers.Binary;

namespace Deconv.Benchmarks.Mutants;

/// <summary>Segments of JPEG: marker, length, data; behind the last one the coded pixels.</summary>
internal static class JpegFrame
{
    private const byte StartOfScan = 0xDA,
        App0 = 0xE0;

    public static Container Container { get; } = new(Split, Join);

    private static List<Part> Split(byte[] file)
    {
        List<Part> parts = [new([], file[..2], false)];
        for (int at = 2; ; )
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            byte marker = file[at + 1];
            parts.Add(new([0xFF, marker], file[(at + 4)..(at + 2 + length)], marker >= App0));
            at += 2 + length;
            if (marker != StartOfScan)
                continue;
            parts.Add(new([], file[at..], false));
            return parts;
        }
    }

    private static byte[] Join(IReadOnlyList<Part> parts)
    {
        using var file = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        foreach (Part part in parts)
        {
            file.Write(part.Name);
            if (part.Name.Length > 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)Math.Min(part.Data.Length + 2, ushort.MaxValue));
                file.Write(length);
            }

            file.Write(part.Data);
        }

        return file.ToArray();
    }
}
