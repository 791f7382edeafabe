using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Png;

namespace Deconv.Imaging.Tests.Codecs;

public class PngReaderTests
{
    private const int Width = 21,
        Height = 13;
    private static readonly PngCodec Png = new();

    public static TheoryData<int, int, bool> Kinds()
    {
        var data = new TheoryData<int, int, bool>();
        foreach (bool interlaced in new[] { false, true })
        {
            foreach (int depth in new[] { 1, 2, 4, 8, 16 })
                data.Add(depth, 0, interlaced);
            foreach (int type in new[] { 2, 4, 6 })
            foreach (int depth in new[] { 8, 16 })
                data.Add(depth, type, interlaced);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_depth_and_color_type_is_read(int depth, int colorType, bool interlaced)
    {
        int top = (1 << depth) - 1;
        int Code(int y, int x, int s) => ((y * 7919) + (x * 104729) + (s * 1299709)) % (top + 1);
        foreach ((int width, int height) in new[] { (Width, Height), (1, 1), (3, 2), (8, 9), (5, 1) })
        {
            Raster raster = Pictures.Decode(Png, PngMaker.Make(width, height, depth, colorType, interlaced, Code));
            int samples = colorType switch
            {
                2 => 3,
                4 => 2,
                6 => 4,
                _ => 1,
            };
            Assert.Equal((new Shape(height, width), samples), (raster.Shape, raster.Channels));
            for (int i = 0; i < width * height * samples; i++)
            {
                int code = Code(i / samples / width, i / samples % width, i % samples);
                if (depth == 16)
                    Assert.Equal(code, raster.Words[i]);
                else
                    Assert.Equal(code * 255 / top, raster.Bytes[i]);
            }
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(8, true)]
    public void A_palette_becomes_color_with_its_alpha(int depth, bool transparent)
    {
        int colors = 1 << depth;
        byte[] palette = [.. Enumerable.Range(0, 3 * colors).Select(i => (byte)(i * 31))],
            alpha = [0, 128];
        (string, byte[])[] chunks = transparent ? [("PLTE", palette), ("tRNS", alpha)] : [("PLTE", palette)];
        int Code(int y, int x, int s) => ((5 * y) + (3 * x)) % colors;
        Raster raster = Pictures.Decode(Png, PngMaker.Make(Width, Height, depth, 3, interlaced: true, Code, chunks));
        Assert.Equal(transparent ? 4 : 3, raster.Channels);
        for (int i = 0; i < Width * Height; i++)
        {
            int index = Code(i / Width, i % Width, 0);
            for (int c = 0; c < 3; c++)
                Assert.Equal(palette[(3 * index) + c], raster.Bytes[(i * raster.Channels) + c]);
            if (transparent)
                Assert.Equal(index < 2 ? alpha[index] : 255, raster.Bytes[(4 * i) + 3]);
        }
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(8, 2)]
    [InlineData(16, 0)]
    [InlineData(16, 2)]
    public void A_transparent_color_becomes_alpha(int depth, int colorType)
    {
        int samples = colorType == 2 ? 3 : 1,
            top = (1 << depth) - 1;
        int Code(int y, int x, int s) => (x + s) & top;
        byte[] key = [.. Enumerable.Range(0, samples).SelectMany(s => new byte[] { 0, (byte)Code(0, 2, s) })];
        Raster raster = Pictures.Decode(Png, PngMaker.Make(5, 2, depth, colorType, false, Code, [("tRNS", key)]));
        Assert.Equal(samples + 1, raster.Channels);
        for (int i = 0; i < 10; i++)
        {
            int alpha = depth == 16 ? raster.Words[((i + 1) * raster.Channels) - 1] : raster.Bytes[((i + 1) * raster.Channels) - 1];
            Assert.Equal(i % 5 == 2, alpha == 0);
        }
    }

    [Fact]
    public void A_16_bit_ramp_is_exact_through_the_whole_library()
    {
        byte[] file = PngMaker.Make(256, 256, 16, 0, false, (y, x, _) => (256 * y) + x);
        using Photograph photograph = ImageFile.Load(new MemoryStream(file));
        using var saved = new MemoryStream();
        Assert.Equal(0, ImageFile.Save(photograph, saved, "png").Clipped.Percent);
        Raster raster = Pictures.Decode(Png, saved.ToArray());
        for (int i = 0; i < 65536; i++)
            Assert.Equal(i, raster.Words[i]);
        Assert.Equal(1, raster.Channels);
    }

    [Fact]
    public void A_wrong_checksum_is_an_error_in_the_picture_and_a_warning_around_it()
    {
        byte[] file = PngMaker.Make(9, 9, 8, 0, false, (y, x, _) => x * y, [("tEXt", [.. "Title\0old"u8])]);
        int text = file.AsSpan().IndexOf("old"u8),
            data = file.AsSpan().IndexOf("IDAT"u8) + 6;
        byte[] badText = [.. file],
            badData = [.. file];
        badText[text] ^= 1;
        badData[data] ^= 1;
        Assert.Contains("tEXt chunk is damaged", Assert.Single(Pictures.Decode(Png, badText).Warnings), StringComparison.Ordinal);
        Assert.Contains(
            "checksum of its IDAT",
            Assert.Throws<ImageFormatException>(() => Pictures.Decode(Png, badData)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_truncation_is_an_error()
    {
        byte[] file = PngMaker.Make(9, 9, 16, 2, true, (y, x, _) => x * y);
        for (int length = 1; length < file.Length; length++)
        {
            string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(new MemoryStream(file[..length]), name: "part.png")).Message;
            Assert.StartsWith("part.png ", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_huge_header_takes_no_memory()
    {
        byte[] file =
        [
            137,
            80,
            78,
            71,
            13,
            10,
            26,
            10,
            .. PngMaker.Chunk("IHDR", PngMaker.Header(60000, 60000, 16, 6, false)),
            .. PngMaker.Chunk("IDAT", new byte[100]),
            .. PngMaker.Chunk("IEND", []),
        ];
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(new MemoryStream(file))).Message;
        Assert.Contains("60000 x 60000 pixels, and at most 400 megapixels", message, StringComparison.Ordinal);
        // Within the limit, but the data cannot hold that many pixels.
        byte[] lie = [.. file];
        PngMaker.Chunk("IHDR", PngMaker.Header(20000, 20000, 16, 6, false)).CopyTo(lie, 8);
        Assert.Contains(
            "ends early",
            Assert.Throws<ImageFormatException>(() => ImageFile.Load(new MemoryStream(lie))).Message,
            StringComparison.Ordinal
        );
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_packed_bomb_in_a_profile_is_left_out()
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int i = 0; i < 80; i++)
                zlib.Write(new byte[1 << 20]);
        }

        byte[] file = PngMaker.Make(2, 2, 8, 0, false, (_, _, _) => 7, [("iCCP", [.. "big\0\0"u8, .. packed.ToArray()])]);
        Raster raster = Pictures.Decode(Png, file);
        Assert.Null(raster.Metadata.IccProfile);
        Assert.Contains("ICC profile", Assert.Single(raster.Warnings), StringComparison.Ordinal);
    }
}
