using Xunit;

namespace Deconv.Tests;

public class TransferFunctionTests
{
    private static readonly TransferFunction[] All =
    [
        TransferFunction.Srgb,
        TransferFunction.Linear,
        TransferFunction.Bt709,
        TransferFunction.Gamma(2.2),
        TransferFunction.Gamma(1.8),
        TransferFunction.Gamma(0.1),
        TransferFunction.Gamma(0.45),
        TransferFunction.Gamma(5),
    ];

    public static TheoryData<string> Names() => [.. All.Select(f => f.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_16_bit_and_8_bit_code_survives(string name)
    {
        TransferFunction function = TransferFunction.Parse(name);
        ushort[] words = [.. Enumerable.Range(0, 65536).Select(v => (ushort)v)],
            wordsBack = new ushort[65536];
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(v => (byte)v)],
            bytesBack = new byte[256];
        using PlanarImage wide = PlanarImage.FromInterleaved(words, new Shape(256, 256), 1, function);
        using PlanarImage narrow = PlanarImage.FromInterleaved(bytes, new Shape(16, 16), 1, function);
        Assert.Equal(0, wide.CopyTo(wordsBack, function).Percent);
        Assert.Equal(0, narrow.CopyTo(bytesBack, function).Percent);
        Assert.Equal(words, wordsBack);
        Assert.Equal(bytes, bytesBack);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encoding_picks_the_nearest_code_for_any_light(string name)
    {
        TransferFunction function = TransferFunction.Parse(name);
        var random = new Random(7);
        using var image = new PlanarImage(new Shape(1, 20000), 1);
        foreach (ref float x in image[0])
            x = (float)Math.Pow(random.NextDouble(), 3);
        var codes = new ushort[20000];
        image.CopyTo(codes, function);
        for (int i = 0; i < codes.Length; i++)
        {
            double exact = function.FromLinear((double)image[0][i]) * 65535;
            // Half a code, and what float32 rounds off near a border between two codes.
            Assert.True(Math.Abs(exact - codes[i]) <= 0.55, $"{name}: light {image[0][i]} is {exact}, written as {codes[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Light_and_code_undo_each_other_outside_the_range_too(string name)
    {
        TransferFunction function = TransferFunction.Parse(name);
        for (double v = -2; v <= 3; v += 0.01)
        {
            Assert.Equal(v, function.FromLinear(function.ToLinear(v)), 1e-6);
            Assert.Equal(-function.ToLinear(v), function.ToLinear(-v));
        }
    }

    [Fact]
    public void Known_points_of_the_standards()
    {
        Assert.Equal(0.21404114, TransferFunction.Srgb.ToLinear(0.5), 1e-7);
        Assert.Equal(0.04045 / 12.92, TransferFunction.Srgb.ToLinear(0.04045), 1e-12);
        Assert.Equal(0.25972, TransferFunction.Bt709.ToLinear(0.5), 1e-4);
        Assert.Equal(0.25, TransferFunction.Gamma(2).ToLinear(0.5), 1e-12);
    }

    [Theory]
    [InlineData("SRGB", "srgb")]
    [InlineData("gamma:1", "linear")]
    [InlineData("Gamma:2.20", "gamma:2.2")]
    [InlineData("bt709", "bt709")]
    public void Text_is_understood(string text, string canonical) => Assert.Equal(canonical, TransferFunction.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("gamma")]
    [InlineData("gamma:0")]
    [InlineData("gamma:NaN")]
    [InlineData("gamma:9")]
    [InlineData("rec709")]
    public void Other_text_is_refused_with_the_choices(string text) =>
        Assert.Contains(
            "srgb, linear, bt709 or gamma:G",
            Assert.Throws<FormatException>(() => TransferFunction.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_default_is_sRGB() => Assert.Equal(TransferFunction.Srgb, default);
}
