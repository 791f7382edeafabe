using Deconv.Imaging;

namespace Deconv.ImageSharp.Tests;

public class ConversionTests
{
    [Fact]
    public void Every_pixel_type_comes_back_bit_for_bit()
    {
        There_and_back<L8>();
        There_and_back<L16>();
        There_and_back<Rgb24>();
        There_and_back<Bgr24>();
        There_and_back<Rgb48>();
        There_and_back<La16>(p => p.A == 0);
        There_and_back<La32>(p => p.A == 0);
        There_and_back<Rgba32>(p => p.A == 0);
        There_and_back<Bgra32>(p => p.A == 0);
        There_and_back<Argb32>(p => p.A == 0);
        There_and_back<Abgr32>(p => p.A == 0);
        There_and_back<Rgba64>(p => p.A == 0);
    }

    /// <summary>Formats of odd widths travel as floats and are rounded to themselves.</summary>
    [Fact]
    public void Odd_pixel_types_come_back_too()
    {
        There_and_back<Bgr565>();
        There_and_back<Rgba1010102>(p => p.ToScaledVector4().W == 0);
        There_and_back<Bgra4444>(p => p.ToScaledVector4().W == 0);
    }

    /// <summary>Linear floats of opaque pixels are not touched; a curve and a division by alpha cost a few units in the last place.</summary>
    [Fact]
    public void Floats_come_back_exactly_when_linear_and_opaque_and_nearly_otherwise()
    {
        using Image<RgbaVector> image = Pictures.Random<RgbaVector>(61, 40);
        RgbaVector[] before = image.Pixels();
        using (Photograph light = image.ToPhotograph())
        using (Image<RgbaVector> back = light.ToImage<RgbaVector>())
        {
            RgbaVector[] after = back.Pixels();
            for (int i = 0; i < before.Length; i++)
            {
                Assert.Equal(before[i].R, after[i].R, 3e-6);
                Assert.Equal(before[i].A, after[i].A);
            }
        }

        for (int i = 0; i < before.Length; i++)
            before[i] = new(before[i].R * 3, before[i].G - 0.5f, before[i].B, 1); // beyond 0..1 too
        using Image<RgbaVector> opaque = Image.LoadPixelData<RgbaVector>(before, 61, 40);
        using Photograph linear = opaque.ToPhotograph(TransferFunction.Linear);
        using Image<RgbaVector> same = linear.ToImage<RgbaVector>();
        Assert.Equal(before, same.Pixels());
    }

    [Fact]
    public void A_ramp_of_all_16_bit_codes_is_exact()
    {
        var gray = new L16[65536];
        var color = new Rgba64[65536];
        for (int i = 0; i < gray.Length; i++)
            (gray[i], color[i]) = (new((ushort)i), new((ushort)i, (ushort)(65535 - i), (ushort)(i ^ 0x5555), (ushort)Math.Max(1, i)));
        using Image<L16> ramp = Image.LoadPixelData<L16>(gray, 256, 256);
        using PlanarImage light = ramp.ToPlanarImage();
        Assert.Equal(256 * 256, light[0].ToArray().Distinct().Count());
        using Image<L16> back = light.ToImage<L16>();
        using Image<Rgba64> colors = Image.LoadPixelData<Rgba64>(color, 256, 256);
        using Photograph photo = colors.ToPhotograph();
        using Image<Rgba64> same = photo.ToImage<Rgba64>();

        // ToImage of planes is 8 bits deep unless the pixel type is deeper.
        Assert.Equal(gray, back.Pixels());
        Assert.Equal(color, same.Pixels());
    }

    [Fact]
    public void Gray_becomes_color_where_the_pixel_type_wants_it()
    {
        using Image<L8> gray = Pictures.Random<L8>(9, 7);
        using Photograph light = gray.ToPhotograph();
        using Image<Rgba32> color = light.ToImage<Rgba32>();
        Assert.Equal(gray.Pixels().Select(p => new Rgba32(p.PackedValue, p.PackedValue, p.PackedValue)), color.Pixels());
    }

    private static void There_and_back<TPixel>(Func<TPixel, bool>? hidden = null)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using Image<TPixel> image = Pictures.Random<TPixel>(67, 43);
        TPixel[] before = image.Pixels();
        using Photograph light = image.ToPhotograph();
        using Image<TPixel> back = light.ToImage<TPixel>();
        TPixel[] after = back.Pixels();
        for (int i = 0; i < before.Length; i++)
            if (hidden is null || !hidden(before[i]))
                Assert.True(before[i].Equals(after[i]), $"{typeof(TPixel).Name} {i}: {before[i]} became {after[i]}");
    }
}
