using System.Buffers.Binary;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Jpeg;
using Deconv.Imaging.Codecs.Webp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;

namespace Deconv.ImageSharp.Codecs;

/// <summary>
/// JPEG, WebP, BMP and GIF without a native library: pass them to <see cref="ImageCodecs.Register"/>. PNG and TIFF have codecs of their own in
/// <see cref="ImageCodecs"/>, which preserve more. 8 bits are read and written.
/// </summary>
public static class ImageSharpCodecs
{
    /// <summary>Quality at or above which color is stored at full resolution.</summary>
    private const int FullColorQuality = 90;

    /// <summary>The codecs.</summary>
    public static IReadOnlyList<IImageCodec> All { get; } =
    [
        new ImageSharpCodec(
            new("JPEG", ["jpg", "jpeg", "jpe"], new JpegDecoder(), h => h.AsSpan().StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            {
                Encoder = (raster, quality) =>
                    new JpegEncoder
                    {
                        Quality = quality,
                        ColorType =
                            raster.Channels <= 2 ? JpegColorType.Luminance
                            : quality >= FullColorQuality ? JpegColorType.YCbCrRatio444
                            : JpegColorType.YCbCrRatio420,
                    },
                Holds = Held.Exif | Held.Xmp | Held.Resolution,
                Refuse = JpegKinds.Refuse,
                IsComplete = bytes => JpegSegments.HasEnd(bytes),
                IsGray = JpegKinds.IsGray,
                PrintSize = PrintSizes.OfJpeg,
                Warnings = JpegKinds.Warnings,
            }
        ),
        new ImageSharpCodec(
            new("WebP", ["webp"], new WebpDecoder(), h => h.Length >= 12 && h.AsSpan().StartsWith("RIFF"u8) && h.AsSpan(8).StartsWith("WEBP"u8))
            {
                Encoder = (_, quality) =>
                    new WebpEncoder
                    {
                        FileFormat = quality == 100 ? WebpFileFormatType.Lossless : WebpFileFormatType.Lossy,
                        Quality = quality,
                        TransparentColorMode = WebpTransparentColorMode.Preserve,
                    },
                HoldsAlpha = true,
                HoldsProfile = false, // ImageSharp 2 reads a profile and does not write one
                Holds = Held.Exif | Held.Xmp,
                Refuse = RefuseAnimation,
                IsComplete = bytes => bytes.Length >= 8 && 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)) <= bytes.Length,
            }
        ),
        new ImageSharpCodec(
            new(
                "BMP",
                ["bmp", "dib"],
                new BmpDecoder(),
                h => h.Length >= 26 && h.AsSpan().StartsWith("BM"u8) && h[14] is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124
            )
            {
                Encoder = (raster, _) => new BmpEncoder { BitsPerPixel = raster.Channels <= 2 ? BmpBitsPerPixel.Pixel8 : BmpBitsPerPixel.Pixel24 },
                HoldsProfile = false,
                Holds = Held.Resolution,
                IsComplete = bytes => bytes.Length >= 6 && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(2)) <= bytes.Length,
                PrintSize = PrintSizes.OfBmp,
            }
        ),
        new ImageSharpCodec(
            new("GIF", ["gif"], new GifDecoder { DecodingMode = FrameDecodingMode.First }, h => h.AsSpan().StartsWith("GIF8"u8))
            {
                Refuse = RefuseHoles,
                IsComplete = bytes => GifBlocks.Read(bytes).IsComplete,
                Warnings = file => More(GifBlocks.Read(file).HoldsMore),
            }
        ),
    ];

    private static IEnumerable<string> More(bool more) => more ? ["The file holds more than one image: only the first was read."] : [];

    private static void RefuseAnimation(ImageSource source, byte[] file)
    {
        if (WebpChunks.Of(file).IsAnimated)
            throw source.Bad("is an animation, which ImageSharp does not read", "Read it through libvips, or save a frame as PNG");
    }

    /// <summary>ImageSharp fills the rest of the canvas with black unless it is marked as transparent.</summary>
    private static void RefuseHoles(ImageSource source, byte[] file)
    {
        GifBlocks blocks = GifBlocks.Read(file);
        if (blocks is { IsComplete: true, IsCovered: false, HasTransparency: false })
            throw source.Bad(
                "leaves a part of its canvas empty, which ImageSharp would fill with black",
                "Read it through libvips, or save a frame as PNG"
            );
    }
}
