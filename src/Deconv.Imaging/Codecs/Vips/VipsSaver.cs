using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>How libvips writes one format.</summary>
/// <param name="Operation">Its operation, which writes to memory.</param>
/// <param name="Options">The options of the operation.</param>
/// <param name="Attached">The metadata blocks that libvips is to write; name and content.</param>
/// <param name="Finish">Copies the file to the output and adds the metadata that libvips would change. Returns warnings, one sentence each.</param>
internal sealed record VipsSaver(
    string Operation,
    Func<Raster, SaveOptions, VOption> Options,
    Func<ImageMetadata, bool, IEnumerable<(string Name, byte[] Data)>> Attached,
    VipsSaver.Finisher Finish
)
{
    /// <summary>Quality without other information.</summary>
    public const int DefaultQuality = 95;

    public delegate IReadOnlyList<string> Finisher(byte[] file, Raster raster, bool strip, Stream output);

    /// <summary>The quality to write with, 1 to 100.</summary>
    public static int Quality(Raster raster, SaveOptions options) =>
        Math.Clamp(options.Quality ?? raster.Metadata.JpegQuality ?? DefaultQuality, 1, 100);
}
