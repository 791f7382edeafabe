namespace Deconv.Benchmarks.Mutants;

/// <summary>The frame of a format: splits a file into parts and puts parts together, with lengths and checksums that are right again.</summary>
/// <param name="Split">From a good file.</param>
/// <param name="Join">From any parts.</param>
internal sealed record Container(Func<byte[], List<Part>> Split, Func<IReadOnlyList<Part>, byte[]> Join)
{
    /// <summary>The frame of a file by its extension.</summary>
    public static Container Of(string extension) =>
        extension switch
        {
            ".png" => PngFrame.Container,
            ".jpg" => JpegFrame.Container,
            ".webp" => WebpFrame.Container,
            ".fits" => FitsFrame.Container,
            ".tif" => TiffFrame.Container,
            _ => HeaderFrame.Container,
        };
}
