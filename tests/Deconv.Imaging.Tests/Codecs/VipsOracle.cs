using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Vips;
using NetVips;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>libvips as an independent reader and writer of PNG, whose reader the program blocks.</summary>
internal static class VipsOracle
{
    private const string Loader = "VipsForeignLoadPng";

    public static unsafe byte[] EncodePng(Raster raster)
    {
        Assert.True(VipsCodec.IsAvailable);
        Span<byte> samples = VipsPixels.Of(raster);
        bool words = raster.Depth == SampleDepth.UInt16,
            gray = raster.Channels <= 2;
        fixed (byte* start = samples)
        {
            using Image pixels = Image.NewFromMemoryCopy(
                (nint)start,
                (ulong)samples.Length,
                raster.Shape.Width,
                raster.Shape.Height,
                raster.Channels,
                words ? Enums.BandFormat.Ushort : Enums.BandFormat.Uchar
            );
            using Image typed = pixels.Copy(
                interpretation: (words, gray) switch
                {
                    (true, true) => Enums.Interpretation.Grey16,
                    (true, false) => Enums.Interpretation.Rgb16,
                    (false, true) => Enums.Interpretation.Bw,
                    _ => Enums.Interpretation.Srgb,
                }
            );
            return typed.PngsaveBuffer();
        }
    }

    /// <summary>A file of a format that the program only reads, AVIF or GIF, of 8 bits, with EXIF, XMP and profile where it holds them.</summary>
    public static unsafe byte[] Encode(Photograph photograph, string format)
    {
        Assert.True(VipsCodec.IsAvailable);
        (int height, int width) = photograph.Shape;
        var samples = new byte[3 * height * width];
        photograph.Color.CopyTo(samples, photograph.Transfer);
        fixed (byte* start = samples)
        {
            using Image pixels = Image.NewFromMemoryCopy((nint)start, (ulong)samples.Length, width, height, 3, Enums.BandFormat.Uchar);
            using Image typed = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
            if (format == "GIF")
                return typed.GifsaveBuffer();
            using Image whole = typed.Mutate(copy =>
            {
                copy.Set(GValue.BlobType, "exif-data", (byte[])[.. "Exif\0\0"u8, .. photograph.Metadata.Exif!]);
                copy.Set(GValue.BlobType, "xmp-data", photograph.Metadata.Xmp!);
                copy.Set(GValue.BlobType, "icc-profile-data", photograph.Metadata.IccProfile!);
            });
            return whole.HeifsaveBuffer(q: 90, compression: Enums.ForeignHeifCompression.Av1, effort: 0);
        }
    }

    public static unsafe byte[] DecodePng(byte[] file)
    {
        Assert.True(VipsCodec.IsAvailable);
        Operation.Block(Loader, false);
        try
        {
            using Image image = Image.PngloadBuffer(file);
            nint samples = image.WriteToMemory(out ulong size);
            byte[] copy = new ReadOnlySpan<byte>((void*)samples, (int)size).ToArray();
            NetVips.NetVips.Free(samples);
            return copy;
        }
        finally
        {
            Operation.Block(Loader, true);
        }
    }
}
