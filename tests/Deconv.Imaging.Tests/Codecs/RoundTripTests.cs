using Deconv.Imaging.Codecs;

namespace Deconv.Imaging.Tests.Codecs;

public class RoundTripTests
{
    public static TheoryData<string, int, SampleDepth> ManagedCases()
    {
        var data = new TheoryData<string, int, SampleDepth>();
        foreach (string name in new[] { "PNG", "PFM", "PNM", "PAM" })
        {
            IImageCodec codec = ImageCodecs.All.Single(c => c.Name == name);
            foreach (SampleDepth depth in codec.Depths)
            foreach (int channels in codec.HoldsAlpha ? new[] { 1, 2, 3, 4 } : [1, 3])
                data.Add(name, channels, depth);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ManagedCases))]
    public void What_is_written_is_read_back_bit_for_bit(string name, int channels, SampleDepth depth)
    {
        IImageCodec codec = ImageCodecs.All.Single(c => c.Name == name);
        foreach (Shape shape in new[] { new Shape(1, 1), new Shape(1, 17), new Shape(13, 1), new Shape(37, 53) })
        {
            Raster raster = Pictures.Random(shape, channels, depth);
            byte[] file = Pictures.Encode(codec, raster);
            Assert.True(codec.Recognizes(file));
            Pictures.AssertEqual(raster, Pictures.Decode(codec, file));
        }
    }

    [Theory]
    [MemberData(nameof(ManagedCases))]
    public void A_photograph_saved_unchanged_is_the_same_file(string name, int channels, SampleDepth depth)
    {
        IImageCodec codec = ImageCodecs.All.Single(c => c.Name == name);
        Raster raster = Pictures.Random(new Shape(29, 31), channels, depth);
        // Under alpha 0 there is no color to keep.
        if (raster.HasAlpha)
        {
            for (int i = channels - 1; i < 29 * 31 * channels; i += channels)
            {
                if (depth == SampleDepth.UInt8)
                    raster.Bytes[i] = Math.Max(raster.Bytes[i], (byte)1);
                else
                    raster.Words[i] = Math.Max(raster.Words[i], (ushort)1);
            }
        }

        byte[] file = Pictures.Encode(codec, raster);
        using Photograph photograph = ImageFile.Load(new MemoryStream(file));
        using var again = new MemoryStream();
        SaveReport report = ImageFile.Save(photograph, again, name, new SaveOptions { Range = RangePolicy.Preserve });
        Assert.Equal(0, report.Clipped.Percent);
        Assert.Empty(report.Warnings);
        Assert.Equal(file, again.ToArray());
    }

    [Theory]
    [InlineData(3, SampleDepth.UInt16)]
    [InlineData(4, SampleDepth.UInt8)]
    public void A_PNG_of_many_bands_is_one_valid_stream(int channels, SampleDepth depth)
    {
        IImageCodec png = ImageCodecs.All.Single(c => c.Name == "PNG");
        Raster raster = Pictures.Random(new Shape(1501, 701), channels, depth);
        byte[] file = Pictures.Encode(png, raster);
        Pictures.AssertEqual(raster, Pictures.Decode(png, file));
        // The zlib reader checks the checksum only when asked for bytes beyond the last row.
        var data = new MemoryStream();
        for (int at = 8; at < file.Length; )
        {
            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (file.AsSpan(at + 4).StartsWith("IDAT"u8))
                data.Write(file, at + 8, length);
            at += length + 12;
        }

        data.Position = 0;
        using var zlib = new System.IO.Compression.ZLibStream(data, System.IO.Compression.CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        Assert.Equal(1501 * (1 + (701 * channels * (depth == SampleDepth.UInt16 ? 2 : 1))), plain.Length);
    }
}
