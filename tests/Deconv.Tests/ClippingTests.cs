using Xunit;

namespace Deconv.Tests;

public class ClippingTests
{
    private static PlanarImage Image(params float[] samples)
    {
        var image = new PlanarImage(new Shape(1, samples.Length), 1);
        samples.CopyTo(image[0]);
        return image;
    }

    [Fact]
    public void What_does_not_fit_is_clipped_and_counted()
    {
        using PlanarImage image = Image(-0.5f, 0, 1, 1.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.MaxValue);
        var bytes = new byte[9];
        ClipStatistics clipped = image.CopyTo(bytes, TransferFunction.Srgb);
        Assert.Equal(new byte[] { 0, 0, 255, 255, 0, 255, 0, 0, 255 }, bytes);
        Assert.Equal(new ClipStatistics(1, 2, 3, 9), clipped);
    }

    [Fact]
    public void Rounding_to_the_end_of_the_range_is_not_clipping()
    {
        using PlanarImage image = Image(-1e-6f, 1.000001f);
        Assert.Equal(0, image.CopyTo(new ushort[2], TransferFunction.Linear).Percent);
        Assert.Equal(0, image.CopyTo(new byte[2], TransferFunction.Srgb).Percent);
    }

    [Fact]
    public void Preserved_floats_keep_their_range_and_are_finite()
    {
        using PlanarImage image = Image(-0.5f, 2, float.NaN, float.PositiveInfinity);
        var floats = new float[4];
        ClipStatistics clipped = image.CopyTo(floats, TransferFunction.Linear, RangePolicy.Preserve);
        Assert.Equal([-0.5f, 2, 0, 1], floats);
        Assert.Equal(new ClipStatistics(0, 0, 2, 4), clipped);
    }

    [Fact]
    public void Rescaling_puts_the_ends_on_black_and_white()
    {
        using PlanarImage image = Image(-3, 1, 5, float.NaN);
        var words = new ushort[4];
        ClipStatistics clipped = image.CopyTo(words, TransferFunction.Linear, RangePolicy.Rescale);
        Assert.Equal(new ushort[] { 0, 32768, 65535, 0 }, words);
        Assert.Equal(new ClipStatistics(0, 0, 1, 4), clipped);
    }

    [Fact]
    public void Channels_lie_side_by_side()
    {
        using PlanarImage image = PlanarImage.FromInterleaved([1f, 2, 3, 4, 5, 6], new Shape(1, 2), 3, TransferFunction.Linear);
        Assert.Equal([2f, 5], image[1].ToArray());
        Assert.Throws<ArgumentException>(() => image.CopyTo(new byte[5], TransferFunction.Srgb));
    }
}
