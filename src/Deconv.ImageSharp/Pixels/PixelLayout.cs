using System.Runtime.InteropServices;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Deconv.ImageSharp.Pixels;

/// <summary>
/// The interleaved sample format that holds every value of a pixel type without loss.
/// </summary>
internal abstract class PixelLayout
{
    /// <summary>1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</summary>
    public abstract int Channels { get; }

    /// <summary>Type of the samples.</summary>
    public abstract SampleDepth Depth { get; }

    /// <summary>The layout for a pixel type: an exact match for the common ones, floats for all others.</summary>
    public static PixelLayout Of<TPixel>()
        where TPixel : unmanaged, IPixel<TPixel> =>
        default(TPixel) switch
        {
            L8 => new PixelLayout<L8>(1, SampleDepth.UInt8),
            La16 => new PixelLayout<La16>(2, SampleDepth.UInt8),
            Rgb24 or Bgr24 => new PixelLayout<Rgb24>(3, SampleDepth.UInt8),
            Rgba32 or Bgra32 or Argb32 or Abgr32 => new PixelLayout<Rgba32>(4, SampleDepth.UInt8),
            L16 => new PixelLayout<L16>(1, SampleDepth.UInt16),
            La32 => new PixelLayout<La32>(2, SampleDepth.UInt16),
            Rgb48 => new PixelLayout<Rgb48>(3, SampleDepth.UInt16),
            Rgba64 => new PixelLayout<Rgba64>(4, SampleDepth.UInt16),
            _ => new PixelLayout<RgbaVector>(4, SampleDepth.Float32),
        };

    /// <summary>Unpacks a run of pixels to samples.</summary>
    /// <param name="configuration">Configuration of the image.</param>
    /// <param name="pixels">The pixels.</param>
    /// <param name="raster">The samples, in this layout.</param>
    /// <param name="first">Index of the first pixel in the raster.</param>
    public abstract void Unpack<TPixel>(Configuration configuration, ReadOnlySpan<TPixel> pixels, Raster raster, int first)
        where TPixel : unmanaged, IPixel<TPixel>;

    /// <summary>Packs samples to pixels; otherwise as <see cref="Unpack"/>.</summary>
    public abstract void Pack<TPixel>(Configuration configuration, Raster raster, int first, Span<TPixel> pixels)
        where TPixel : unmanaged, IPixel<TPixel>;
}

/// <inheritdoc/>
internal sealed class PixelLayout<TSample>(int channels, SampleDepth depth) : PixelLayout
    where TSample : unmanaged, IPixel<TSample>
{
    public override int Channels => channels;

    public override SampleDepth Depth => depth;

    // Pixels of exactly this type are copied: converting floats would clamp them to 0..1.
    public override void Unpack<TPixel>(Configuration configuration, ReadOnlySpan<TPixel> pixels, Raster raster, int first)
    {
        Span<TSample> samples = Samples(raster).Slice(first, pixels.Length);
        if (typeof(TPixel) == typeof(TSample))
            MemoryMarshal.Cast<TPixel, TSample>(pixels).CopyTo(samples);
        else
            PixelOperations<TPixel>.Instance.To(configuration, pixels, samples);
    }

    public override void Pack<TPixel>(Configuration configuration, Raster raster, int first, Span<TPixel> pixels)
    {
        ReadOnlySpan<TSample> samples = Samples(raster).Slice(first, pixels.Length);
        if (typeof(TPixel) == typeof(TSample))
            samples.CopyTo(MemoryMarshal.Cast<TPixel, TSample>(pixels));
        else
            PixelOperations<TPixel>.Instance.From(configuration, samples, pixels);
    }

    private Span<TSample> Samples(Raster raster) =>
        depth switch
        {
            SampleDepth.UInt8 => MemoryMarshal.Cast<byte, TSample>(raster.Bytes),
            SampleDepth.UInt16 => MemoryMarshal.Cast<ushort, TSample>(raster.Words),
            _ => MemoryMarshal.Cast<float, TSample>(raster.Floats),
        };
}
