using System.Buffers.Binary;
using Deconv.ImageSharp.Codecs;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using ImageFormatException = Deconv.Imaging.ImageFormatException;

namespace Deconv.ImageSharp.Tests;

public class CodecTests
{
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
    [InlineData("bmp", false, false)]
    [InlineData("webp", false, false)]
    [InlineData("webp", false, true)]
    public void Lossless_formats_come_back_bit_for_bit(string format, bool gray, bool alpha)
    {
        using Photograph photo = Photo(gray, alpha);
        using Photograph back = Coding.Decode(Coding.Encode(photo, format));
        Assert.Equal((photo.Color.Count, alpha, SampleDepth.UInt8), (back.Color.Count, back.Alpha is not null, back.Depth));
        for (int c = 0; c < photo.Color.Count; c++)
            Assert.True(photo.Color[c].SequenceEqual(back.Color[c]), $"plane {c}");
        if (alpha)
            Assert.True(photo.Alpha![0].SequenceEqual(back.Alpha![0]));
    }

    [Fact]
    public void Gray_JPEG_stays_gray()
    {
        using Photograph photo = Photo(gray: true),
            back = Coding.Decode(Coding.Encode(photo, "jpg"));
        Assert.Equal(1, back.Color.Count);
    }

    /// <summary>Half a file is opened by ImageSharp without a word.</summary>
    [Theory]
    [InlineData("jpg")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void Half_a_file_is_refused(string format)
    {
        using Photograph photo = Photo();
        byte[] file = Coding.Encode(photo, format);
        foreach (double share in (double[])[0.3, 0.6, 0.95])
            Assert.Throws<ImageFormatException>(() => Coding.Decode(file[..(int)(file.Length * share)]));
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void Damaged_files_are_read_or_refused_and_nothing_else(string format)
    {
        using Photograph photo = Photo();
        byte[] file = Coding.Encode(photo, format);
        var random = new Random(7);
        for (int trial = 0; trial < 150; trial++)
        {
            byte[] damaged = [.. file];
            for (int i = 0; i < 1 + (trial % 4); i++)
                damaged[random.Next(trial % 2 == 0 ? Math.Min(120, damaged.Length) : damaged.Length)] = (byte)random.Next(256);
            try
            {
                Coding.Decode(damaged).Dispose();
            }
            catch (ImageFormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    /// <summary>The fourth byte of a pixel is 0 in files of programs that know no alpha: the picture is opaque, not invisible.</summary>
    [Fact]
    public void A_BMP_of_four_bytes_without_alpha_is_opaque()
    {
        const int HeaderOfVersion4 = 108;
        byte[] bmp = new byte[14 + HeaderOfVersion4 + (4 * 4)];
        "BM"u8.CopyTo(bmp);
        (bmp[2], bmp[10], bmp[14], bmp[18], bmp[22], bmp[26], bmp[28]) = ((byte)bmp.Length, 14 + HeaderOfVersion4, HeaderOfVersion4, 2, 2, 1, 32);
        for (int i = 14 + HeaderOfVersion4; i < bmp.Length; i += 4)
            (bmp[i], bmp[i + 1], bmp[i + 2]) = (30, 20, 10);
        using Photograph photo = Coding.Decode(bmp);
        using Image<Rgb24> image = photo.ToImage<Rgb24>();
        Assert.Null(photo.Alpha);
        Assert.All(image.Pixels(), p => Assert.Equal(new Rgb24(10, 20, 30), p));
    }

    [Fact]
    public void An_animated_WebP_is_refused()
    {
        byte[] file = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 7, 0, 0];
        Assert.Contains("animation", Coding.Refusal(file), StringComparison.Ordinal);
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
        Assert.Contains("megapixels", Assert.Throws<ImageFormatException>(() => Coding.Decode(bmp)).Message, StringComparison.Ordinal);
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
}
