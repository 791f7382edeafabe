namespace Deconv.Imaging.Codecs.Vips;

/// <summary>The formats that are read and written through libvips. Restricted to these, to limit the exposure to rarely tested readers.</summary>
internal static class VipsFormats
{
    private static readonly SampleDepth[] Every = [SampleDepth.UInt8, SampleDepth.UInt16, SampleDepth.Float32];

    public static IReadOnlyList<VipsFormat> All { get; } =
    [
        new("JPEG", ["jpg", "jpeg", "jpe"], static h => h.StartsWith<byte>([0xFF, 0xD8, 0xFF])) { Saver = "jpegsave", Depths = [SampleDepth.UInt8] },
        new(
            "TIFF",
            ["tif", "tiff"],
            static h => h.StartsWith("II*\0"u8) || h.StartsWith("MM\0*"u8) || h.StartsWith("II+\0"u8) || h.StartsWith("MM\0+"u8)
        )
        {
            Saver = "tiffsave",
            Depths = Every,
            HoldsAlpha = true,
        },
        new("WebP", ["webp"], static h => h.Length >= 12 && h.StartsWith("RIFF"u8) && h[8..].StartsWith("WEBP"u8))
        {
            Saver = "webpsave",
            Depths = [SampleDepth.UInt8],
            HoldsAlpha = true,
        },
        new("FITS", ["fits", "fit", "fts"], static h => h.StartsWith("SIMPLE  ="u8))
        {
            Saver = "fitssave",
            Depths = Every,
            HoldsProfile = false,
            NeedsPlainNames = true,
            Transfer = (TransferFunction.Linear, "linear (FITS)"),
        },
        new("AVIF", ["avif"], static h => IsMedia(h, "avif"u8, "avis"u8)) { Upright = true },
        new("HEIC", ["heic", "heif"], static h => IsMedia(h, "heic"u8, "heix"u8) || IsMedia(h, "mif1"u8, "msf1"u8) || IsMedia(h, "hevc"u8, "heim"u8))
        {
            Upright = true,
        },
        new("EXR", ["exr"], static h => h.StartsWith<byte>([0x76, 0x2F, 0x31, 0x01])) { Premultiplied = true },
        new("GIF", ["gif"], static h => h.StartsWith("GIF8"u8)),
    ];

    // ISO media files: the size of the first box, "ftyp", then the brand.
    private static bool IsMedia(ReadOnlySpan<byte> head, ReadOnlySpan<byte> brand, ReadOnlySpan<byte> other) =>
        head.Length >= 12 && head[4..].StartsWith("ftyp"u8) && (head[8..].StartsWith(brand) || head[8..].StartsWith(other));
}
