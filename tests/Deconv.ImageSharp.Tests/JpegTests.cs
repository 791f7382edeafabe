using Deconv.Imaging;

namespace Deconv.ImageSharp.Tests;

public class JpegTests
{
    private const double MetersPerInch = 0.0254;

    private static readonly JpegFiles Gray = new() { Levels = [200], Density = (1, 72, 72) };
    private static readonly JpegFiles Color = new() { Levels = [120, 90, 180], Density = (1, 72, 72) };

    private static string Message(JpegFiles file) => Coding.Refusal(file.ToArray());

    /// <summary>The files of this test are files: the kinds that are not refused come out as what they hold.</summary>
    [Fact]
    public void What_is_read_is_what_the_file_holds()
    {
        using Image<L8> gray = Read<L8>(Gray);
        Assert.All(gray.Pixels(), p => Assert.Equal(200, p.PackedValue));
        Assert.Equal(16, gray.Width);
        using Image<Rgb24> color = Read<Rgb24>(Color),
            rgb = Read<Rgb24>(Color with { Density = null, Ids = "RGB"u8.ToArray() }),
            adobe = Read<Rgb24>(Color with { Density = null, Adobe = 0 });

        // BT.601 of (120, 90, 180): red 120 + 1.402 · 52, green 120 - 0.344 · (-38) - 0.714 · 52, blue 120 + 1.772 · (-38).
        Assert.All(color.Pixels(), p => Assert.Equal(new Rgb24(193, 96, 53), p));
        Assert.All(rgb.Pixels(), p => Assert.Equal(new Rgb24(120, 90, 180), p));
        Assert.All(adobe.Pixels(), p => Assert.Equal(new Rgb24(120, 90, 180), p));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 1)]
    public void Coarser_color_is_read(int width, int height)
    {
        using Image<Rgb24> color = Read<Rgb24>(Color with { Sampling = [(width, height), (1, 1), (1, 1)] });
        Assert.All(color.Pixels(), p => Assert.Equal(new Rgb24(193, 96, 53), p));
    }

    /// <summary>The sampling of a single channel means nothing; programs write 2 by 2 nevertheless.</summary>
    [Fact]
    public void A_gray_picture_with_the_sampling_of_color_is_read()
    {
        using Image<L8> gray = Read<L8>(Gray with { Sampling = [(2, 2)] });
        Assert.Equal((32, 32), (gray.Width, gray.Height));
        Assert.All(gray.Pixels(), p => Assert.Equal(200, p.PackedValue));
    }

    /// <summary>ImageSharp multiplies the inks, as if no profile said what they look like, and calls YCCK a YCbCr file.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData((byte)0)]
    [InlineData((byte)2)]
    public void Inks_are_refused(byte? adobe)
    {
        JpegFiles inks = Color with { Levels = [200, 40, 90, 230], Density = null, Adobe = adobe };
        using (Image<Rgb24> silent = Image.Load<Rgb24>(inks.ToArray()))
            Assert.Equal(16, silent.Width);
        Assert.Contains("CMYK", Message(inks), StringComparison.Ordinal);
        Assert.Contains("libvips", Message(inks), StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_bits_are_refused()
    {
        Assert.Contains("12 bits", Message(Gray with { Precision = 12 }), StringComparison.Ordinal);
        Assert.Contains("12 bits", Message(Color with { Precision = 12 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 1, 2, 1)]
    [InlineData(2, 1, 3, 1)]
    [InlineData(1, 3, 1, 2)]
    public void Channels_that_are_no_whole_fractions_of_the_largest_are_refused(int width, int height, int colorWidth, int colorHeight) =>
        Assert.Contains(
            "fractions",
            Message(Color with { Sampling = [(width, height), (colorWidth, colorHeight), (colorWidth, colorHeight)] }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Color_that_nothing_names_is_refused() =>
        Assert.Contains("RGB or YCbCr", Message(Color with { Density = null, Ids = [0, 1, 2] }), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 300, 150, 300 / MetersPerInch, 150 / MetersPerInch)]
    [InlineData(2, 120, 60, 12000.0, 6000.0)]
    public void A_density_is_a_print_size(byte unit, int x, int y, double across, double down)
    {
        using Photograph photo = Coding.Decode((Gray with { Density = (unit, (ushort)x, (ushort)y) }).ToArray());
        Assert.Equal(across, photo.Metadata.Resolution!.Value.X, 1e-6);
        Assert.Equal(down, photo.Metadata.Resolution!.Value.Y, 1e-6);
        Assert.Empty(photo.Warnings);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    public void A_ratio_is_no_print_size(int x, int y, bool warns)
    {
        using Photograph photo = Coding.Decode((Gray with { Density = (0, (ushort)x, (ushort)y) }).ToArray());
        Assert.Null(photo.Metadata.Resolution);
        Assert.Equal(warns, photo.Warnings.Any(w => w.Contains("not square", StringComparison.Ordinal)));
    }

    /// <summary>ImageSharp puts 96 dots per inch where a file says nothing, and writes them.</summary>
    [Fact]
    public void No_print_size_is_made_up()
    {
        using Photograph photo = Coding.Decode((Gray with { Density = null }).ToArray());
        Assert.Null(photo.Metadata.Resolution);
        foreach (string format in (string[])["jpg", "bmp", "webp"])
        {
            using Photograph back = Coding.Decode(Coding.Encode(photo, format));
            Assert.Null(back.Metadata.Resolution);
        }
    }

    [Fact]
    public void EXIF_tells_the_print_size_where_JFIF_does_not()
    {
        using Photograph photo = Coding.Decode((Gray with { Density = (0, 1, 1), Exif = ExifOf300() }).ToArray());
        Assert.Equal(300 / MetersPerInch, photo.Metadata.Resolution!.Value.X, 1e-6);
    }

    private static Image<TPixel> Read<TPixel>(JpegFiles file)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using Photograph photo = Coding.Decode(file.ToArray());
        return photo.ToImage<TPixel>();
    }

    private static byte[] ExifOf300()
    {
        var exif = new SixLabors.ImageSharp.Metadata.Profiles.Exif.ExifProfile();
        exif.SetValue(SixLabors.ImageSharp.Metadata.Profiles.Exif.ExifTag.XResolution, new Rational(300));
        exif.SetValue(SixLabors.ImageSharp.Metadata.Profiles.Exif.ExifTag.YResolution, new Rational(300));
        exif.SetValue(SixLabors.ImageSharp.Metadata.Profiles.Exif.ExifTag.ResolutionUnit, (ushort)2);
        return exif.ToByteArray();
    }
}
