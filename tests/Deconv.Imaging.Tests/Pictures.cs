using Deconv.Imaging.Codecs;

namespace Deconv.Imaging.Tests;

/// <summary>Pictures for tests, made from a seed, and ways to compare them.</summary>
internal static class Pictures
{
    public static Raster Random(Shape shape, int channels, SampleDepth depth, int seed = 1)
    {
        var random = new Random(seed);
        var raster = new Raster(shape, channels, depth) { Transfer = (TransferFunction.Srgb, "") };
        for (int i = 0; i < shape.Count * channels; i++)
        {
            // Smooth plus noise, so that every PNG filter gets its chance.
            int value = Math.Clamp((i * 37 / channels) + random.Next(-900, 900), 0, 65535);
            if (depth == SampleDepth.UInt8)
                raster.Bytes[i] = (byte)(value >> 8);
            else if (depth == SampleDepth.UInt16)
                raster.Words[i] = (ushort)value;
            else
                raster.Floats[i] = (value / 32768f) - 0.5f;
        }

        return raster;
    }

    public static byte[] Encode(IImageCodec codec, Raster raster, SaveOptions? options = null)
    {
        using var stream = new MemoryStream();
        codec.Write(raster, stream, options ?? SaveOptions.Default);
        return stream.ToArray();
    }

    public static Raster Decode(IImageCodec codec, byte[] file)
    {
        using ImageSource source = Source(file);
        return codec.Read(source, LoadOptions.Default);
    }

    public static ImageSource Source(byte[] file) => ImageSource.FromStream(new MemoryStream(file), "test picture");

    public static void AssertEqual(Raster expected, Raster actual)
    {
        Assert.Equal((expected.Shape, expected.Channels, expected.Depth), (actual.Shape, actual.Channels, actual.Depth));
        switch (expected.Depth)
        {
            case SampleDepth.UInt8:
                Assert.True(expected.Bytes.SequenceEqual(actual.Bytes));
                break;
            case SampleDepth.UInt16:
                Assert.True(expected.Words.SequenceEqual(actual.Words));
                break;
            default:
                Assert.True(expected.Floats.SequenceEqual(actual.Floats));
                break;
        }
    }
}
