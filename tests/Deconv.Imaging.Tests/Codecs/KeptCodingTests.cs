using Deconv.Imaging.Codecs;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>How a file was compressed is how its result is compressed.</summary>
[Collection(nameof(Imaging.Codecs.Vips.VipsCodec))]
public class KeptCodingTests
{
    [Fact]
    public void A_lossless_WebP_stays_lossless_unless_a_quality_is_given()
    {
        Raster raster = Pictures.Random(new Shape(40, 50), 3, SampleDepth.UInt8);
        IImageCodec webp = ImageCodecs.All.Single(c => c.Name == "WebP");
        Raster lossless = Pictures.Decode(webp, Pictures.Encode(webp, raster, new SaveOptions { Quality = 100 }));
        Assert.True(lossless.Metadata.IsLossless);
        Pictures.AssertEqual(raster, Pictures.Decode(webp, Pictures.Encode(webp, WithTransfer(lossless))));
        Raster lossy = Pictures.Decode(webp, Pictures.Encode(webp, WithTransfer(lossless), new SaveOptions { Quality = 80 }));
        Assert.False(lossy.Metadata.IsLossless);
    }

    [Theory]
    [InlineData(75, false)]
    [InlineData(75, true)]
    [InlineData(96, false)]
    [InlineData(96, true)]
    public void A_JPEG_keeps_its_subsampling(int quality, bool subsampled)
    {
        IImageCodec jpeg = ImageCodecs.All.Single(c => c.Name == "JPEG");
        Raster raster = Pictures.Random(new Shape(40, 50), 3, SampleDepth.UInt8);
        var first = new Raster(raster.Shape, 3, SampleDepth.UInt8) { Metadata = new ImageMetadata { ChromaSubsampled = subsampled } };
        raster.Bytes.CopyTo(first.Bytes);
        Raster read = Pictures.Decode(jpeg, Pictures.Encode(jpeg, first, new SaveOptions { Quality = quality }));
        Assert.Equal((subsampled, quality), (read.Metadata.ChromaSubsampled, read.Metadata.JpegQuality));
        Raster again = Pictures.Decode(jpeg, Pictures.Encode(jpeg, read));
        Assert.Equal((subsampled, quality), (again.Metadata.ChromaSubsampled, again.Metadata.JpegQuality));
    }

    /// <summary>Made by libvips, which has a general profile for CMYK.</summary>
    [Fact]
    public void A_CMYK_JPEG_becomes_RGB()
    {
        Assert.True(Imaging.Codecs.Vips.VipsCodec.IsAvailable);
        using NetVips.Image black = NetVips.Image.Black(32, 16, bands: 3);
        using NetVips.Image red = (black + new double[] { 200, 30, 40 }).Cast(NetVips.Enums.BandFormat.Uchar);
        using NetVips.Image rgb = red.Copy(interpretation: NetVips.Enums.Interpretation.Srgb);
        using NetVips.Image inks = rgb.IccTransform("cmyk", inputProfile: "srgb");
        foreach (bool own in new[] { true, false })
        {
            byte[] file = inks.JpegsaveBuffer(q: 95, keep: own ? NetVips.Enums.ForeignKeep.All : NetVips.Enums.ForeignKeep.None);
            using Photograph photograph = ImageFile.Load(new MemoryStream(file));
            Assert.Equal(3, photograph.Color.Count);
            Assert.Contains(photograph.Warnings, w => w.Contains(own ? "profile of the file" : "general profile", StringComparison.Ordinal));
            Assert.InRange(photograph.Color[0][0], 0.4f, 0.75f);
            Assert.InRange(photograph.Color[1][0], 0f, 0.08f);
        }
    }

    private static Raster WithTransfer(Raster read)
    {
        var raster = new Raster(read.Shape, read.Channels, read.Depth) { Metadata = read.Metadata, Transfer = (TransferFunction.Srgb, "") };
        read.Bytes.CopyTo(raster.Bytes);
        return raster;
    }
}
