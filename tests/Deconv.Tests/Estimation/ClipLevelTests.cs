using Deconv.Estimation;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Estimation;

public class ClipLevelTests
{
    private static readonly Shape Size = new(60, 80);

    /// <summary>A ramp with 8-bit steps that ends below white, clipped at a code or not.</summary>
    private static float[] Ramp(int clippedAt) =>
        [.. Enumerable.Range(0, Size.Count).Select(i => Math.Min(clippedAt, 20 + (i * 200 / Size.Count)) / 255f)];

    [Theory]
    [InlineData(180, 180 / 255.0)]
    [InlineData(255, 0.985)]
    public void A_plateau_below_the_level_of_the_format_is_found(int clippedAt, double expected) =>
        Assert.Equal(expected, ClipLevel.Of(Ramp(clippedAt), 0.985), 1e-6);

    /// <summary>12 bits in 16, 14 bits in 16, white pulled below 255, counts: formats without a level of their own.</summary>
    [Theory]
    [InlineData(4095 / 65535.0)]
    [InlineData(16383 / 65535.0)]
    [InlineData(0.94)]
    [InlineData(3659)]
    public void A_plateau_is_found_at_any_level(double white)
    {
        float[] plane = [.. Ramp(180).Select(v => (float)(v * white * 255 / 180))];
        Assert.Equal(plane.Max(), ClipLevel.Of(plane, double.PositiveInfinity));
        plane.AsSpan().Sort();
        Assert.Equal(double.PositiveInfinity, ClipLevel.Of(plane.AsSpan(0, Array.IndexOf(plane, plane[^1])), double.PositiveInfinity));
    }

    /// <summary>White paper fills most of a page.</summary>
    [Fact]
    public void Most_of_the_samples_are_no_plateau()
    {
        float[] page = Ramp(180);
        page.AsSpan((Size.Count / 2) - 1).Fill(0.9f);
        Assert.Equal(0.985, ClipLevel.Of(page, 0.985));
        page.AsSpan((Size.Count / 2) - 1, 1).Clear();
        Assert.Equal(0.9f, ClipLevel.Of(page, 0.985));
    }

    [Fact]
    public void A_few_equal_samples_and_a_format_that_is_reached_are_no_plateau()
    {
        float[] plane = Ramp(255);
        plane.AsSpan(100, 50).Fill(0.95f);
        Assert.Equal(0.985, ClipLevel.Of(plane, 0.985));
        plane.AsSpan(100, 50).Fill(1);
        Assert.Equal(0.985, ClipLevel.Of(plane, 0.985));
        Assert.Equal(0.985, ClipLevel.Of(new float[100], 0.985)); // black
    }

    /// <summary>Scaled after clipping, a channel has its plateau elsewhere than the others.</summary>
    [Fact]
    public void Every_channel_has_a_level_of_its_own()
    {
        using var image = new PlanarImage(Size, 3);
        Ramp(180).CopyTo(image[0]);
        Ramp(255).CopyTo(image[1]);
        Ramp(150).CopyTo(image[2]);
        SampleTrust trust = SampleTrust.Of(image, Psf.Disk(2), new(0.985, null, FindImpulses: false));
        Assert.Equal(image[0].ToArray().Count(v => v == 180 / 255f), trust.Channel(0)!.Count(w => w < 0));
        Assert.Null(trust.Channel(1));
        Assert.Equal(image[2].ToArray().Count(v => v == 150 / 255f), trust.Channel(2)!.Count(w => w < 0));
    }
}
