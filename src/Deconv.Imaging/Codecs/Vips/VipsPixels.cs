using System.Runtime.InteropServices;
using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>Samples between rasters and images of libvips.</summary>
internal static class VipsPixels
{
    /// <summary>Sample type; null for those that cannot be used: signed, 32-bit integers, doubles, complex.</summary>
    public static SampleDepth? DepthOf(Enums.BandFormat format) =>
        format switch
        {
            Enums.BandFormat.Uchar => SampleDepth.UInt8,
            Enums.BandFormat.Ushort => SampleDepth.UInt16,
            Enums.BandFormat.Float => SampleDepth.Float32,
            _ => null,
        };

    /// <summary>Bytes per sample.</summary>
    public static int Bytes(SampleDepth depth) =>
        depth switch
        {
            SampleDepth.UInt8 => 1,
            SampleDepth.UInt16 => 2,
            _ => 4,
        };

    /// <summary>The samples of a raster as bytes, in the byte order of the machine.</summary>
    public static Span<byte> Of(Raster raster) =>
        raster.Depth switch
        {
            SampleDepth.UInt8 => raster.Bytes,
            SampleDepth.UInt16 => MemoryMarshal.AsBytes(raster.Words),
            _ => MemoryMarshal.AsBytes(raster.Floats),
        };

    /// <summary>Encodes a raster.</summary>
    public static unsafe byte[] Save(Raster raster, VipsSaver saver, SaveOptions options)
    {
        Span<byte> samples = Of(raster);
        fixed (byte* start = samples)
        {
            // libvips reads the samples where they are, so that there is no second copy.
            using Image pixels = Image.NewFromMemory(
                (nint)start,
                (ulong)samples.Length,
                raster.Shape.Width,
                raster.Shape.Height,
                raster.Channels,
                Enums.BandFormat.Uchar
            );
            using Image typed = pixels.Copy(interpretation: raster.Channels <= 2 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
            using Image image = typed.Mutate(copy =>
            {
                foreach ((string name, byte[] data) in saver.Attached(raster.Metadata, options.StripMetadata))
                    copy.Set(GValue.BlobType, name, data);
            });
            return (byte[])Operation.Call(saver.Operation, saver.Options(raster, options), image);
        }
    }
}
