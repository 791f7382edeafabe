using Deconv.Imaging.Tests.Codecs;

namespace Deconv.Imaging.Tests;

public class AlphaTests
{
    [Fact]
    public void Transparent_red_does_not_tint_its_neighbors_when_blurred()
    {
        // Left half: opaque gray. Right half: red, but fully transparent.
        byte[] file = PngMaker.Make(20, 5, 8, 6, false, (_, x, s) => x < 10 ? (s == 3 ? 255 : 100) : (s == 0 ? 255 : 0));
        using Photograph photograph = ImageFile.Load(new MemoryStream(file));
        using PlanarImage color = Blur(photograph.Color),
            alpha = Blur(photograph.Alpha!);
        using Photograph blurred = photograph.With(color.Clone(), alpha.Clone());
        using var saved = new MemoryStream();
        ImageFile.Save(blurred, saved, "png", new SaveOptions { Depth = SampleDepth.UInt16 });
        using Photograph loaded = ImageFile.Load(new MemoryStream(saved.ToArray()));
        float gray = (float)TransferFunction.Srgb.ToLinear(100 / 255.0);
        for (int x = 0; x < 20; x++)
        {
            float opacity = loaded.Alpha![0][x];
            for (int c = 0; c < 3; c++)
            {
                // Where anything is seen it is the same gray, in every channel.
                if (opacity > 0.01f)
                    Assert.Equal(gray, loaded.Color[c][x] / opacity, 1e-3);
                else
                    Assert.Equal(0, loaded.Color[c][x]);
            }
        }
    }

    [Fact]
    public void Alpha_has_no_curve_and_color_is_multiplied_in_linear_light()
    {
        byte[] file = PngMaker.Make(1, 1, 8, 4, false, (_, _, s) => s == 0 ? 188 : 51);
        using Photograph photograph = ImageFile.Load(new MemoryStream(file));
        Assert.Equal(0.2f, photograph.Alpha![0][0]);
        Assert.Equal((float)TransferFunction.Srgb.ToLinear(188 / 255.0) * 0.2f, photograph.Color[0][0]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Color_survives_any_opacity_above_zero(int depth)
    {
        int top = (1 << depth) - 1;
        byte[] file = PngMaker.Make(64, 64, depth, 6, false, (y, x, s) => s == 3 ? 1 + (y * (top - 1) / 63) : (x * 1021 * (s + 1)) % (top + 1));
        using Photograph photograph = ImageFile.Load(new MemoryStream(file));
        using var saved = new MemoryStream();
        ImageFile.Save(photograph, saved, "png");
        var png = new Imaging.Codecs.Png.PngCodec();
        Pictures.AssertEqual(Pictures.Decode(png, file), Pictures.Decode(png, saved.ToArray()));
    }

    [Fact]
    public void A_format_without_alpha_says_that_it_is_lost()
    {
        byte[] file = PngMaker.Make(2, 2, 8, 6, false, (_, _, _) => 128);
        using Photograph photograph = ImageFile.Load(new MemoryStream(file));
        SaveReport report = ImageFile.Save(photograph, new MemoryStream(), "ppm");
        Assert.Contains("transparency was omitted", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_photograph_owns_its_planes()
    {
        byte[] file = PngMaker.Make(2, 2, 8, 6, false, (_, _, _) => 128);
        Photograph photograph = ImageFile.Load(new MemoryStream(file));
        using Photograph other = photograph.With(photograph.Color.Clone());
        photograph.Dispose();
        Assert.Equal(128 / 255f, other.Alpha![0][3]);
        Assert.Throws<ArgumentException>(() => other.With(new PlanarImage(new Shape(1, 1), 3)));
    }

    private static PlanarImage Blur(PlanarImage image)
    {
        var result = new PlanarImage(image.Shape, image.Count);
        for (int c = 0; c < image.Count; c++)
        {
            for (int y = 0; y < image.Shape.Height; y++)
            {
                Span<float> from = image.Row(c, y),
                    to = result.Row(c, y);
                for (int x = 0; x < from.Length; x++)
                for (int k = -2; k <= 2; k++)
                    to[x] += from[Math.Clamp(x + k, 0, from.Length - 1)] / 5;
            }
        }

        return result;
    }
}
