namespace Deconv.Benchmarks.Mutants;

/// <summary>Cards of FITS, 80 characters each, filled to a block; behind END the samples.</summary>
internal static class FitsFrame
{
    private const int Card = 80,
        Block = 2880,
        Keyword = 8;

    public static Container Container { get; } = new(Split, Join);

    private static List<Part> Split(byte[] file)
    {
        var parts = new List<Part>();
        int at = 0;
        for (; !file.AsSpan(at).StartsWith("END "u8); at += Card)
            parts.Add(new(file[at..(at + Keyword)], file[(at + Keyword)..(at + Card)], !file.AsSpan(at).StartsWith("SIMPLE"u8)));
        parts.Add(new([.. "END     "u8], [], false));
        parts.Add(new([], file[((at / Block * Block) + Block)..], false));
        return parts;
    }

    private static byte[] Join(IReadOnlyList<Part> parts)
    {
        using var file = new MemoryStream();
        foreach (Part part in parts)
        {
            bool isCard = part.Name.Length > 0;
            file.Write(part.Name);
            file.Write(part.Data.AsSpan(0, isCard ? Math.Min(part.Data.Length, Card - Keyword) : part.Data.Length));
            while (isCard && file.Length % Card != 0)
                file.WriteByte((byte)' ');
            while (part.Name.AsSpan().StartsWith("END"u8) && file.Length % Block != 0)
                file.WriteByte((byte)' ');
        }

        return file.ToArray();
    }
}
