using System.Buffers.Binary;
using Deconv.Imaging.Codecs.Jpeg;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>The formats that are read and written through libvips. Restricted to these, to limit the exposure to rarely tested readers.</summary>
internal static class VipsFormats
{
    private const string HeifClass = "VipsForeignLoadHeif";

    public static IReadOnlyList<VipsFormat> All { get; } =
    [
        new("JPEG", ["jpg", "jpeg", "jpe"], static h => h.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            Loader = "jpegload_buffer",
            LoaderClass = "VipsForeignLoadJpeg",
            Metadata = VipsJpeg.Metadata,
            LeftOut = static file => JpegExtras.Of(file),
            Saver = new VipsSaver("jpegsave_buffer", VipsJpeg.Options, VipsJpeg.Attached, VipsJpeg.Finish),
            Depths = [SampleDepth.UInt8],
        },
        new("WebP", ["webp"], static h => h.Length >= 12 && h.StartsWith("RIFF"u8) && h[8..].StartsWith("WEBP"u8))
        {
            Loader = "webpload_buffer",
            LoaderClass = "VipsForeignLoadWebp",
            Metadata = VipsWebp.Metadata,
            Saver = new VipsSaver("webpsave_buffer", VipsWebp.Options, static (_, _) => [], VipsWebp.Finish),
            Depths = [SampleDepth.UInt8],
            HoldsAlpha = true,
        },
        new("AVIF", ["avif"], static h => IsMedia(h, "avif"u8, "avis"u8) || (IsMedia(h, "mif1"u8, "msf1"u8) && IsAlso(h, "avif"u8)))
        {
            Loader = "heifload_buffer",
            LoaderClass = HeifClass,
            Metadata = static (image, _) => VipsMetadata.ReadUpright(image),
        },
        new("GIF", ["gif"], static h => h.StartsWith("GIF8"u8)) { Loader = "gifload_buffer", LoaderClass = "VipsForeignLoadNsgif" },
        new("HEIC", ["heic", "heif"], static h => IsMedia(h, "heic"u8, "heix"u8) || IsMedia(h, "mif1"u8, "msf1"u8) || IsMedia(h, "hevc"u8, "heim"u8))
        {
            Loader = "heifload_buffer",
            LoaderClass = HeifClass,
            Probe = HeicProbe.File,
            Metadata = static (image, _) => VipsMetadata.ReadUpright(image),
        },
        new("EXR", ["exr"], static h => h.StartsWith<byte>([0x76, 0x2F, 0x31, 0x01]))
        {
            Loader = "openexrload",
            LoaderClass = "VipsForeignLoadOpenexr",
            Premultiplied = true,
        },
        new("JPEG XL", ["jxl"], static h => h.StartsWith<byte>([0xFF, 0x0A]) || h.StartsWith<byte>([0, 0, 0, 12, .. "JXL "u8]))
        {
            Loader = "jxlload_buffer",
            LoaderClass = "VipsForeignLoadJxl",
            Metadata = static (image, _) => VipsMetadata.ReadUpright(image),
        },
    ];

    // After the brand and its version, the first box lists the brands that the file also conforms to.
    private static bool IsAlso(ReadOnlySpan<byte> head, ReadOnlySpan<byte> brand)
    {
        uint box = BinaryPrimitives.ReadUInt32BigEndian(head);
        return head[12..(int)Math.Clamp(box, 12, (uint)head.Length)].IndexOf(brand) >= 0;
    }

    // ISO media files: the size of the first box, "ftyp", then the brand.
    private static bool IsMedia(ReadOnlySpan<byte> head, ReadOnlySpan<byte> brand, ReadOnlySpan<byte> other) =>
        head.Length >= 12 && head[4..].StartsWith("ftyp"u8) && (head[8..].StartsWith(brand) || head[8..].StartsWith(other));
}
