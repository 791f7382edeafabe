using System.Buffers.Binary;
using Deconv.ImageSharp.Codecs;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using Deconv.Psfs;
using SixLabors.ImageSharp.Formats.Tiff;
using ImageFormatException = Deconv.Imaging.ImageFormatException;

namespace Deconv.ImageSharp.Tests;

public class CodecTests
{
    private static readonly LoadOptions Reading = new() { Codecs = ImageSharpCodecs.All };
    private static readonly SaveOptions Writing = new() { Codecs = ImageSharpCodecs.All, Quality = 100 };

    private static byte[] Encode(Photograph photo, string format, SaveOptions? options = null)
    {
        using var stream = new MemoryStream();
        ImageFile.Save(photo, stream, format, options ?? Writing);
        return stream.ToArray();
    }

    private static Photograph Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return ImageFile.Load(stream, Reading);
    }

    private static Photograph Photo(bool gray = false, bool alpha = false)
    {
        using Image<Rgba32> noise = Pictures.Random<Rgba32>(37, 29);
        for (int i = 0; i < 37 * 29; i++)
            noise[i % 37, i / 37] = noise[i % 37, i / 37] with { A = (byte)(alpha ? Math.Max((byte)1, noise[i % 37, i / 37].A) : 255) };
        if (gray)
            return noise.CloneAs<L8>().ToPhotograph();
        return alpha ? noise.ToPhotograph() : noise.CloneAs<Rgb24>().ToPhotograph();
    }

    [Theory]
    [InlineData("tif", false, false)]
    [InlineData("tif", true, false)]
    [InlineData("bmp", false, false)]
    [InlineData("webp", false, false)]
    [InlineData("webp", false, true)]
    public void Lossless_formats_come_back_bit_for_bit(string format, bool gray, bool alpha)
    {
        using Photograph photo = Photo(gray, alpha);
        using Photograph back = Decode(Encode(photo, format));
        Assert.Equal((photo.Color.Count, alpha, SampleDepth.UInt8), (back.Color.Count, back.Alpha is not null, back.Depth));
        for (int c = 0; c < photo.Color.Count; c++)
            Assert.True(photo.Color[c].SequenceEqual(back.Color[c]), $"plane {c}");
        if (alpha)
            Assert.True(photo.Alpha![0].SequenceEqual(back.Alpha![0]));
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("webp")]
    public void Profile_EXIF_and_quality_survive(string format)
    {
        byte[] exif = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x3B, 1, 2, 0, 4, 0, 0, 0, .. "abc\0"u8, 0, 0, 0, 0];
        byte[] profile = MinimalProfile();
        using PlanarImage light = Pictures.Blurred(64, 48, Psf.Disk(3), out _);
        using var photo = new Photograph(light.Clone())
        {
            Metadata = new Imaging.ImageMetadata
            {
                Exif = exif,
                IccProfile = profile,
                JpegQuality = 88,
            },
        };
        byte[] file = Encode(photo, format, Writing with { Quality = null });
        using Photograph back = Decode(file);
        Assert.Equal(profile, back.Metadata.IccProfile);
        Assert.Equal(exif, back.Metadata.Exif);
        if (format == "jpg")
            Assert.Equal(88, back.Metadata.JpegQuality);
        for (int i = 0; i < light[0].Length; i++)
            Assert.Equal(light[1][i], back.Color[1][i], 0.1);
        using Photograph stripped = Decode(Encode(photo, format, Writing with { StripMetadata = true }));
        Assert.Null(stripped.Metadata.Exif);
        Assert.Equal(profile, stripped.Metadata.IccProfile);
    }

    [Fact]
    public void Gray_JPEG_stays_gray()
    {
        using Photograph photo = Photo(gray: true),
            back = Decode(Encode(photo, "jpg"));
        Assert.Equal(1, back.Color.Count);
    }

    /// <summary>Half a file is opened by ImageSharp without a word.</summary>
    [Theory]
    [InlineData("jpg")]
    [InlineData("tif")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void Half_a_file_is_refused(string format)
    {
        using Photograph photo = Photo();
        byte[] file = Encode(photo, format);
        foreach (double share in (double[])[0.3, 0.6, 0.95])
            Assert.Throws<ImageFormatException>(() => Decode(file[..(int)(file.Length * share)]));
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("tif")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void Damaged_files_are_read_or_refused_and_nothing_else(string format)
    {
        using Photograph photo = Photo();
        byte[] file = Encode(photo, format);
        var random = new Random(7);
        for (int trial = 0; trial < 150; trial++)
        {
            byte[] damaged = [.. file];
            for (int i = 0; i < 1 + (trial % 4); i++)
                damaged[random.Next(trial % 2 == 0 ? Math.Min(120, damaged.Length) : damaged.Length)] = (byte)random.Next(256);
            try
            {
                Decode(damaged).Dispose();
            }
            catch (ImageFormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void A_huge_header_is_refused_before_memory_is_taken()
    {
        byte[] bmp = new byte[60];
        "BM"u8.CopyTo(bmp);
        bmp[10] = 54;
        bmp[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), 60000);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), 60000);
        (bmp[26], bmp[28]) = (1, 24);
        Assert.Contains("megapixels", Assert.Throws<ImageFormatException>(() => Decode(bmp)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixteen_bit_TIFF_is_read_exactly_and_written_as_8_with_a_warning()
    {
        ushort[] ramp = [.. Enumerable.Range(0, 3 * 64 * 32).Select(i => (ushort)(i * 10))];
        using Photograph photo = Decode(TiffFiles.Color(64, 32, ramp));
        Assert.Equal((3, SampleDepth.UInt16, null), (photo.Color.Count, photo.Depth, photo.Alpha));
        var codes = new ushort[ramp.Length];
        photo.Color.CopyTo(codes, photo.Transfer);
        Assert.Equal(ramp, codes);
        using var stream = new MemoryStream();
        SaveReport report = ImageFile.Save(photo, stream, "tif", Writing);
        Assert.Equal(SampleDepth.UInt8, report.Depth);
        Assert.Contains(report.Warnings, w => w.Contains("8-bit were written", StringComparison.Ordinal));
    }

    [Fact]
    public void Sixteen_bit_gray_TIFF_is_read_exactly()
    {
        using Image<L16> image = Pictures.Random<L16>(30, 20);
        using var stream = new MemoryStream();
        image.Save(stream, new TiffEncoder { BitsPerPixel = TiffBitsPerPixel.Bit16 });
        using Photograph photo = Decode(stream.ToArray());
        using Image<L16> back = photo.ToImage<L16>();
        Assert.Equal(image.Pixels(), back.Pixels());
    }

    [Fact]
    public void Float_TIFF_is_refused_with_the_way_out()
    {
        byte[] file = TiffFiles.Float(8, 8);
        Assert.Contains("libvips", Assert.Throws<ImageFormatException>(() => Decode(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registered_codecs_come_before_those_of_libvips()
    {
        try
        {
            ImageCodecs.Register(ImageSharpCodecs.All);
            Assert.IsType<ImageSharpCodec>(ImageCodecs.All.First(c => c.Name == "JPEG"));
            Assert.IsNotType<ImageSharpCodec>(ImageCodecs.All.First(c => c.Name == "PNG"));
            Assert.Contains(ImageCodecs.All, c => c.Name == "FITS");
            Assert.Same(ImageCodecs.All, LoadOptions.Default.Codecs);
        }
        finally
        {
            ImageCodecs.Register([]);
        }
    }

    /// <summary>Version, class, color space and signature; a gray curve of gamma 2.2.</summary>
    private static byte[] MinimalProfile()
    {
        byte[] icc = new byte[160];
        BinaryPrimitives.WriteInt32BigEndian(icc, icc.Length);
        icc[8] = 2;
        "mntrRGB XYZ "u8.CopyTo(icc.AsSpan(12));
        "acsp"u8.CopyTo(icc.AsSpan(36));
        icc[131] = 1;
        "kTRC"u8.CopyTo(icc.AsSpan(132));
        (icc[139], icc[143]) = (144, 14);
        "curv"u8.CopyTo(icc.AsSpan(144));
        (icc[155], icc[156], icc[157]) = (1, 2, 51);
        return icc;
    }
}
