using System.Buffers.Binary;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Jpeg;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Formats.Webp;

namespace Deconv.ImageSharp.Codecs;

/// <summary>
/// JPEG, TIFF, WebP, BMP and GIF without any native library: give them to <see cref="ImageCodecs.Register"/>. PNG has a codec of its own that
/// keeps more. Written are 8 bits only, because ImageSharp makes 8 bits of 16 in TIFF without a word.
/// </summary>
public static class ImageSharpCodecs
{
    /// <summary>From this quality on, color is stored at full resolution.</summary>
    private const int FullColorQuality = 90;

    /// <summary>The codecs.</summary>
    public static IReadOnlyList<IImageCodec> All { get; } =
    [
        new ImageSharpCodec(
            new("JPEG", ["jpg", "jpeg", "jpe"], JpegDecoder.Instance, h => h.AsSpan().StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            {
                Encoder = (raster, quality) =>
                    new JpegEncoder
                    {
                        Quality = quality,
                        ColorType =
                            raster.Channels <= 2 ? JpegEncodingColor.Luminance
                            : quality >= FullColorQuality ? JpegEncodingColor.YCbCrRatio444
                            : JpegEncodingColor.YCbCrRatio420,
                    },
                HoldsExif = true,
                IsComplete = bytes => JpegSegments.HasEnd(bytes),
            }
        ),
        new ImageSharpCodec(
            new(
                "TIFF",
                ["tif", "tiff"],
                TiffDecoder.Instance,
                h => h.AsSpan() is var s && (s.StartsWith("II*\0"u8) || s.StartsWith("MM\0*"u8) || s.StartsWith("II+\0"u8) || s.StartsWith("MM\0+"u8))
            )
            {
                Encoder = (raster, _) =>
                    new TiffEncoder
                    {
                        BitsPerPixel = raster.Channels <= 2 ? TiffBitsPerPixel.Bit8 : TiffBitsPerPixel.Bit24,
                        Compression = TiffCompression.Deflate,
                        HorizontalPredictor = TiffPredictor.Horizontal,
                    },
                IsComplete = TiffExtent.IsComplete,
                Refuse = RefuseWideSamples,
            }
        ),
        new ImageSharpCodec(
            new("WebP", ["webp"], WebpDecoder.Instance, h => h.Length >= 12 && h.AsSpan().StartsWith("RIFF"u8) && h.AsSpan(8).StartsWith("WEBP"u8))
            {
                Encoder = (_, quality) =>
                    new WebpEncoder
                    {
                        FileFormat = quality == 100 ? WebpFileFormatType.Lossless : WebpFileFormatType.Lossy,
                        Quality = quality,
                        TransparentColorMode = WebpTransparentColorMode.Preserve,
                    },
                HoldsAlpha = true,
                HoldsExif = true,
                HoldsResolution = false,
                IsComplete = bytes => bytes.Length >= 8 && 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)) <= bytes.Length,
            }
        ),
        new ImageSharpCodec(
            new(
                "BMP",
                ["bmp", "dib"],
                BmpDecoder.Instance,
                h => h.Length >= 26 && h.AsSpan().StartsWith("BM"u8) && h[14] is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124
            )
            {
                Encoder = (raster, _) => new BmpEncoder { BitsPerPixel = raster.Channels <= 2 ? BmpBitsPerPixel.Pixel8 : BmpBitsPerPixel.Pixel24 },
                HoldsProfile = false,
                IsComplete = bytes => bytes.Length >= 6 && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(2)) <= bytes.Length,
            }
        ),
        new ImageSharpCodec(new("GIF", ["gif"], GifDecoder.Instance, h => h.AsSpan().StartsWith("GIF8"u8)) { HoldsResolution = false }),
    ];

    /// <summary>ImageSharp clamps float samples to 0..1 and reads 32-bit integers as it likes.</summary>
    private static void RefuseWideSamples(ImageSource source, ImageInfo info)
    {
        TiffFrameMetadata? frame = info.FrameMetadataCollection.Count > 0 ? info.FrameMetadataCollection[0].GetTiffMetadata() : null;
        if (frame?.BitsPerSample is { } bits && Math.Max(bits.Channel0, Math.Max(bits.Channel1, bits.Channel2)) > 16)
            throw source.Bad(
                "holds samples of more than 16 bits, which ImageSharp would clip",
                "Read it through libvips, or convert it to PFM or 16 bits"
            );
    }
}
