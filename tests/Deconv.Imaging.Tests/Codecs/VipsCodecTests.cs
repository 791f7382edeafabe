using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Png;
using Deconv.Imaging.Codecs.Vips;
using Deconv.Psfs;
using NetVips;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>Formats through libvips, and what holds for TIFF and FITS too.</summary>
[Collection(nameof(VipsCodec))]
public class VipsCodecTests
{
    public static TheoryData<string, int, SampleDepth> Lossless()
    {
        var data = new TheoryData<string, int, SampleDepth>();
        foreach (SampleDepth depth in Enum.GetValues<SampleDepth>())
        {
            foreach (int channels in new[] { 1, 2, 3, 4 })
                data.Add("TIFF", channels, depth);
            foreach (int channels in new[] { 1, 3 })
                data.Add("FITS", channels, depth);
        }

        data.Add("WebP", 3, SampleDepth.UInt8);
        data.Add("WebP", 4, SampleDepth.UInt8);
        return data;
    }

    [Theory]
    [MemberData(nameof(Lossless))]
    public void Lossless_formats_are_read_back_bit_for_bit(string name, int channels, SampleDepth depth)
    {
        IImageCodec codec = Find(name);
        Raster raster = Pictures.Random(new Shape(150, 53), channels, depth);
        if (channels == 4 && name == "WebP")
            for (int i = 3; i < raster.Bytes.Length; i += 4)
                raster.Bytes[i] |= 1;
        var options = new SaveOptions { Quality = 100 };
        byte[] file = Pictures.Encode(codec, raster, options);
        Assert.True(codec.Recognizes(file));
        Pictures.AssertEqual(raster, Pictures.Decode(codec, file));
    }

    [Theory]
    [InlineData(1, SampleDepth.UInt8)]
    [InlineData(2, SampleDepth.UInt8)]
    [InlineData(3, SampleDepth.UInt8)]
    [InlineData(4, SampleDepth.UInt8)]
    [InlineData(1, SampleDepth.UInt16)]
    [InlineData(2, SampleDepth.UInt16)]
    [InlineData(3, SampleDepth.UInt16)]
    [InlineData(4, SampleDepth.UInt16)]
    public void Our_PNG_and_that_of_libvips_are_the_same_picture(int channels, SampleDepth depth)
    {
        var ours = new PngCodec();
        Raster raster = Pictures.Random(new Shape(41, 67), channels, depth);
        Pictures.AssertEqual(raster, Pictures.Decode(ours, VipsOracle.EncodePng(raster)));
        Assert.True(VipsOracle.DecodePng(Pictures.Encode(ours, raster)).AsSpan().SequenceEqual(VipsPixels.Of(raster)));
    }

    [Theory]
    [InlineData(35)]
    [InlineData(75)]
    [InlineData(95)]
    public void A_JPEG_keeps_its_quality_and_comes_back_close(int quality)
    {
        using Photograph photograph = SmoothGray();
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, "jpg", new SaveOptions { Quality = quality });
        file.Position = 0;
        using Photograph loaded = ImageFile.Load(file);
        Assert.Equal(quality, loaded.Metadata.JpegQuality);
        Assert.Equal(1, loaded.Color.Count);
        using var again = new MemoryStream();
        ImageFile.Save(loaded, again, "jpg");
        again.Position = 0;
        using Photograph twice = ImageFile.Load(again);
        Assert.Equal(quality, twice.Metadata.JpegQuality);
        for (int i = 0; i < photograph.Color[0].Length; i++)
            Assert.Equal(photograph.Color[0][i], twice.Color[0][i], 0.04);
    }

    [Fact]
    public void ICC_EXIF_and_XMP_survive_JPEG_to_JPEG_byte_for_byte()
    {
        ImageMetadata metadata = Blocks.Metadata();
        using var photograph = new Photograph(Image()) { Metadata = metadata };
        using var first = new MemoryStream();
        ImageFile.Save(photograph, first, "jpg");
        using Photograph loaded = ImageFile.Load(new MemoryStream(first.ToArray()));
        using PlanarImage other = loaded.Color.Clone();
        other[1].Fill(0.25f);
        using Photograph restored = loaded.With(other);
        using var second = new MemoryStream();
        ImageFile.Save(restored, second, "jpeg");
        using Photograph reloaded = ImageFile.Load(new MemoryStream(second.ToArray()));
        Assert.Equal(metadata.IccProfile, reloaded.Metadata.IccProfile);
        Assert.Equal(metadata.Exif, reloaded.Metadata.Exif);
        Assert.Equal(metadata.Xmp, reloaded.Metadata.Xmp);
        Assert.Equal("gamma 2.2 (ICC profile)", reloaded.TransferText);
    }

    [Theory]
    [InlineData("tif")]
    [InlineData("webp")]
    public void ICC_and_XMP_survive_other_formats(string format)
    {
        ImageMetadata metadata = Blocks.Metadata() with { Resolution = new Resolution(11811, 11811) };
        using var photograph = new Photograph(Image()) { Metadata = metadata, Depth = SampleDepth.UInt8 };
        using var file = new MemoryStream();
        SaveReport report = ImageFile.Save(photograph, file, format);
        using Photograph loaded = ImageFile.Load(new MemoryStream(file.ToArray()));
        Assert.Equal(metadata.IccProfile, loaded.Metadata.IccProfile);
        Assert.Equal(metadata.Xmp, loaded.Metadata.Xmp);
        if (format == "webp")
        {
            Assert.Equal(metadata.Exif, loaded.Metadata.Exif);
            Assert.Equal(["WebP does not hold the resolution: left out."], report.Warnings);
            return;
        }

        Assert.Empty(report.Warnings);
        Assert.Equal(11811, loaded.Metadata.Resolution!.Value.X, 0.5);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("tif")]
    [InlineData("fits")]
    [InlineData("webp")]
    public void Half_a_file_is_an_error(string format)
    {
        using Photograph photograph = new(Image()) { Depth = SampleDepth.UInt8 };
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, format, new SaveOptions { Quality = 100 });
        byte[] half = file.ToArray()[..(int)(file.Length / 2)];
        string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(new MemoryStream(half), name: "half")).Message;
        Assert.Matches("^half is (damaged, )?truncated", message);
    }

    /// <summary>What libvips says about a file that it reads nevertheless is not the reason why another cannot be written.</summary>
    [Fact]
    public void The_reason_of_a_failure_is_its_own()
    {
        byte[] jpeg = Pictures.Encode(Find("JPEG"), Pictures.Random(new Shape(64, 64), 3, SampleDepth.UInt8));
        // A marker in the middle of the coded pixels ends them early.
        (jpeg[^200], jpeg[^199]) = (0xFF, 0xD0);
        Assert.Matches("a part of the picture may be wrong: .*[Cc]orrupt", Pictures.Decode(Find("JPEG"), jpeg).Warnings.Single());
        using var photograph = new Photograph(new PlanarImage(new(1, 17_000), 3));
        string message = Assert.Throws<OutputException>(() => ImageFile.Save(photograph, new MemoryStream(), "webp")).Message;
        Assert.DoesNotContain("Jpeg", message, StringComparison.Ordinal);
        Assert.Contains("too large", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pixel_limit_holds_for_libvips_too()
    {
        using Photograph photograph = new(Image()) { Depth = SampleDepth.UInt8 };
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, "jpg");
        file.Position = 0;
        string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(file, new LoadOptions { MaxPixels = 100 })).Message;
        Assert.Contains("at most 0.0001 megapixels", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "is disabled by the environment variable DECONV_LIBVIPS=none. Unset it")]
    [InlineData("sytem", "DECONV_LIBVIPS is 'sytem', and package, system or none is allowed. Unset it")]
    public void Without_libvips_the_error_says_what_to_do(string choice, string expected)
    {
        string? before = Environment.GetEnvironmentVariable(VipsChoice.Variable);
        Environment.SetEnvironmentVariable(VipsChoice.Variable, choice);
        try
        {
            Assert.False(VipsCodec.IsAvailable);
            Assert.Null(VipsCodec.Library);
            Assert.All(ImageCodecs.All.OfType<VipsCodec>(), codec => Assert.False(codec.CanRead || codec.CanWrite, codec.Name));
            string reading = Assert.Throws<ImageFormatException>(() => ImageFile.Load(new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, 0, 0]))).Message;
            Assert.Contains(expected, reading, StringComparison.Ordinal);
            using var folder = new TemporaryFolder();
            using Photograph photograph = new(Image());
            string writing = Assert.Throws<OutputException>(() => ImageFile.Save(photograph, folder["a.jpg"])).Message;
            Assert.Contains(expected, writing, StringComparison.Ordinal);
            Assert.Empty(folder.Files);
        }
        finally
        {
            Environment.SetEnvironmentVariable(VipsChoice.Variable, before);
        }
    }

    [Fact]
    public void The_package_reads_and_writes_what_is_documented()
    {
        Assert.StartsWith("8.", VipsCodec.Library, StringComparison.Ordinal);
        VipsCodec[] all = [.. ImageCodecs.All.OfType<VipsCodec>()];
        if (!VipsCodec.Library!.EndsWith("(package)", StringComparison.Ordinal))
            return;
        Assert.Equal(["JPEG", "WebP", "AVIF", "GIF"], all.Where(c => c.CanRead).Select(c => c.Name));
        Assert.Equal(["JPEG", "WebP"], all.Where(c => c.CanWrite).Select(c => c.Name));
        string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(new MemoryStream(HeicProbe.File), name: "a.heic")).Message;
        Assert.Contains("DECONV_LIBVIPS=system", message, StringComparison.Ordinal);
    }

    /// <summary>libvips has readers that were never meant for files of strangers, and more of them in every version.</summary>
    [Fact]
    public void Readers_of_other_formats_are_blocked()
    {
        byte[] svg = [.. "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8];
        Assert.True(VipsCodec.IsAvailable);
        Assert.Contains("blocked", Assert.Throws<VipsException>(() => NetVips.Image.SvgloadBuffer(svg)).Message, StringComparison.Ordinal);
        byte[] tiff = Pictures.Encode(Find("TIFF"), Pictures.Random(new Shape(9, 9), 3, SampleDepth.UInt8));
        Assert.Contains("blocked", Assert.Throws<VipsException>(() => NetVips.Image.TiffloadBuffer(tiff)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("tif")]
    [InlineData("webp")]
    [InlineData("fits")]
    public void Damaged_files_are_an_error_or_a_picture(string format)
    {
        using Photograph photograph = new(Image()) { Depth = SampleDepth.UInt8, Metadata = Blocks.Metadata() };
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, format);
        byte[] seed = file.ToArray();
        var random = new Random(99);
        for (int round = 0; round < 250; round++)
        {
            try
            {
                using Photograph loaded = ImageFile.Load(
                    new MemoryStream(FuzzTests.Mutate(seed, random)),
                    new LoadOptions { MaxPixels = 1_000_000, ReplaceNotFinite = 0 },
                    "fuzz"
                );
                Assert.False(loaded.Shape.IsEmpty);
            }
            catch (ImageFormatException e)
            {
                Assert.StartsWith("fuzz ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_PSF_may_be_a_float_TIFF()
    {
        using var folder = new TemporaryFolder();
        Psf psf = Psf.FromSamples(new Shape(2, 3), [-0.1f, 1, 2, 3, 4, 5]);
        PsfFile.Save(psf, folder["k.tif"]);
        Assert.Equal(psf.Samples.ToArray(), PsfFile.Load(folder["k.tif"]).Samples.ToArray());
    }

    [Fact]
    public void A_camera_raw_file_is_not_mistaken_for_its_thumbnail()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.NEF"], [.. "II*\0"u8, .. new byte[100]]);
        string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(folder["a.NEF"])).Message;
        Assert.Contains("camera raw", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_mean_something_to_libvips_are_just_names()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a[b=1]"]);
        using Photograph photograph = new(Image()) { Depth = SampleDepth.UInt16 };
        foreach (string name in new[] { "x[Q=1].tif", "y+1(2).fits", "ü ñ.tif" })
        {
            string path = Path.Combine(folder["a[b=1]"], name);
            ImageFile.Save(photograph, path);
            using Photograph loaded = ImageFile.Load(path);
            Assert.Equal(photograph.Shape, loaded.Shape);
        }
    }

    private static IImageCodec Find(string name) => ImageCodecs.All.Single(c => c.Name == name);

    private static PlanarImage Image()
    {
        Raster raster = Pictures.Random(new Shape(64, 80), 3, SampleDepth.UInt8);
        return PlanarImage.FromInterleaved(raster.Bytes, raster.Shape, 3, TransferFunction.Srgb);
    }

    private static Photograph SmoothGray()
    {
        var image = new PlanarImage(new Shape(64, 96), 1);
        for (int i = 0; i < image[0].Length; i++)
            image[0][i] = 0.5f + (0.3f * MathF.Sin(i % 96 / 20f) * MathF.Cos(i / 96 / 15f));
        return new Photograph(image);
    }
}

[CollectionDefinition(nameof(VipsCodec), DisableParallelization = true)]
public class VipsGroup;
