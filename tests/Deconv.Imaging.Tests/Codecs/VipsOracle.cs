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
