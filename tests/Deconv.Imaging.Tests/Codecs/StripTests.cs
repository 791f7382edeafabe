using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Png;
using Deconv.Imaging.Codecs.Tiff;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>What is read and written row by row is what is read and written at once.</summary>
public class StripTests
{
    private static IImageCodec Codec(string name) => name == "png" ? new PngCodec() : new TiffCodec();

    public static TheoryData<string, int, SampleDepth> Kinds =>
        new()
        {
            { "png", 1, SampleDepth.UInt8 },
            { "png", 3, SampleDepth.UInt16 },
            { "png", 4, SampleDepth.UInt8 },
            { "tif", 1, SampleDepth.UInt16 },
            { "tif", 3, SampleDepth.UInt8 },
            { "tif", 3, SampleDepth.Float32 },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strips_are_written_to_the_same_file(string name, int channels, SampleDepth depth)
    {
        IImageCodec codec = Codec(name);
        Raster raster = Pictures.Random(new(700, 611), channels, depth);
        using var stream = new MemoryStream();
        IStripWriter writer = ((IStripCodec)codec).Begin(StripHeader.Of(raster), stream, SaveOptions.Default);
        foreach (Raster strip in Cut(raster, 97))
            writer.Write(strip);
        writer.End();
        Assert.Equal(Pictures.Encode(codec, raster), stream.ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strips_are_read_as_they_are_at_once(string name, int channels, SampleDepth depth)
    {
        IImageCodec codec = Codec(name);
        using ImageSource source = Pictures.Source(Pictures.Encode(codec, Pictures.Random(new(130, 77), channels, depth)));
        Raster whole = codec.Read(source, LoadOptions.Default);
        using IStripReader? reader = ((IStripCodec)codec).Open(source, LoadOptions.Default);
        foreach (Raster part in Cut(whole, 33))
        {
            Raster strip = reader!.Header.Strip(part.Shape.Height);
            reader.Read(strip);
            Pictures.AssertEqual(part, strip);
        }
    }

    [Fact]
    public void An_interlaced_file_has_no_strips()
    {
        byte[] file = PngMaker.Make(11, 9, 8, 2, true, (y, x, s) => y + x + s);
        Assert.Null(((IStripCodec)new PngCodec()).Open(Pictures.Source(file), LoadOptions.Default));
    }

    [Fact]
    public void Damage_is_found_where_it_lies()
    {
        byte[] file = Pictures.Encode(new PngCodec(), Pictures.Random(new(300, 300), 1, SampleDepth.UInt8));
        byte[] cut = file[..(file.Length / 2)],
            flipped = [.. file];
        flipped[file.Length / 2] ^= 0x55;
        Assert.Throws<ImageFormatException>(() => ReadAll(cut));
        Assert.Throws<ImageFormatException>(() => ReadAll(flipped));

        static void ReadAll(byte[] bytes)
        {
            using IStripReader? reader = ((IStripCodec)new PngCodec()).Open(Pictures.Source(bytes), LoadOptions.Default);
            reader!.Read(reader.Header.Strip(300));
        }
    }

    private static IEnumerable<Raster> Cut(Raster raster, int rows)
    {
        int width = raster.Shape.Width * raster.Channels;
        for (int y = 0; y < raster.Shape.Height; y += rows)
        {
            Raster strip = StripHeader.Of(raster).Strip(Math.Min(rows, raster.Shape.Height - y));
            int from = y * width,
                count = strip.Shape.Height * width;
            if (raster.Depth == SampleDepth.UInt8)
                raster.Bytes.Slice(from, count).CopyTo(strip.Bytes);
            else if (raster.Depth == SampleDepth.UInt16)
                raster.Words.Slice(from, count).CopyTo(strip.Words);
            else
                raster.Floats.Slice(from, count).CopyTo(strip.Floats);
            yield return strip;
        }
    }
}
