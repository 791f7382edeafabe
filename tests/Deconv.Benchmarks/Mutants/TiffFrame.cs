using System.Buffers.Binary;

namespace Deconv.Benchmarks.Mutants;

/// <summary>The fields of the first directory of a TIFF file. Everything stays at its place, because fields point to places.</summary>
internal static class TiffFrame
{
    private const int Entry = 12;

    public static Container Container { get; } = new(Split, Join);

    private static List<Part> Split(byte[] file)
    {
        int directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)),
            count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory)),
            first = directory + 2;
        List<Part> parts = [new([], file[..first], false)];
        for (int at = first; at < first + (count * Entry); at += Entry)
            parts.Add(new(file[at..(at + 2)], file[(at + 2)..(at + Entry)], false));
        parts.Add(new([], file[(first + (count * Entry))..], false));
        return parts;
    }

    private static byte[] Join(IReadOnlyList<Part> parts)
    {
        using var file = new MemoryStream();
        foreach (Part part in parts)
        {
            file.Write(part.Name);
            // A field that became longer or shorter would move all behind it.
            byte[] data = part.Data;
            if (part.Name.Length > 0)
                Array.Resize(ref data, Entry - 2);
            file.Write(data);
        }

        return file.ToArray();
    }
}
