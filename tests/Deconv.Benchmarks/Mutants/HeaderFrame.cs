namespace Deconv.Benchmarks.Mutants;

/// <summary>Formats without parts of their own, as Netpbm, GIF and AVIF: the first bytes, and the rest.</summary>
internal static class HeaderFrame
{
    private const int Header = 48;

    public static Container Container { get; } = new(Split, Join);

    private static List<Part> Split(byte[] file)
    {
        int header = Math.Min(Header, file.Length);
        return [new([], file[..header], false), new([], file[header..], false)];
    }

    private static byte[] Join(IReadOnlyList<Part> parts) => [.. parts.SelectMany(p => p.Data)];
}
