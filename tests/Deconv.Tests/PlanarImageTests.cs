using Xunit;

namespace Deconv.Tests;

public class PlanarImageTests
{
    [Fact]
    public void A_new_picture_is_black_even_where_the_pool_was_dirty()
    {
        for (int round = 0; round < 3; round++)
        {
            using var image = new PlanarImage(new(37, 53), 2);
            for (int plane = 0; plane < 2; plane++)
            {
                Assert.Equal(37 * 53, image[plane].Length);
                Assert.False(image[plane].ContainsAnyExcept(0f));
                image[plane].Fill(float.NaN);
            }
        }
    }

    [Fact]
    public unsafe void Planes_and_rows_are_views_of_aligned_storage()
    {
        using var image = new PlanarImage(new(3, 5), 2);
        image.Row(1, 2)[4] = 7;
        Assert.Equal(7, image[1][14]);
        Assert.Equal(7, image.Memory(1).Span[14]);
        for (int plane = 0; plane < 2; plane++)
            fixed (float* at = image[plane])
                Assert.Equal(0, (long)at % 64);
    }

    [Fact]
    public void A_crop_is_a_copy_of_the_rectangle()
    {
        using var image = new PlanarImage(new(4, 6), 2);
        for (int i = 0; i < 24; i++)
            (image[0][i], image[1][i]) = (i, 100 + i);
        using PlanarImage crop = image.Crop(1, 2, new(2, 3));
        Assert.Equal([8, 9, 10, 14, 15, 16], crop[0].ToArray());
        Assert.Equal([108, 109, 110, 114, 115, 116], crop[1].ToArray());
        crop[0].Clear();
        Assert.Equal(8, image[0][8]);
    }

    [Theory]
    [InlineData(-1, 0, 2, 2)]
    [InlineData(0, -1, 2, 2)]
    [InlineData(3, 0, 2, 2)]
    [InlineData(0, 5, 2, 2)]
    [InlineData(0, 0, 5, 2)]
    [InlineData(0, 0, 2, 0)]
    [InlineData(int.MaxValue, 0, 2, 2)]
    public void A_crop_outside_is_refused_with_the_numbers(int top, int left, int height, int width)
    {
        using var image = new PlanarImage(new(4, 6), 1);
        Assert.Contains(
            "4x6 image",
            Assert.Throws<ArgumentException>(() => image.Crop(top, left, new(height, width))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_clone_has_its_own_storage()
    {
        using var image = new PlanarImage(new(2, 2), 1);
        image[0].Fill(3);
        using PlanarImage clone = image.Clone();
        image[0].Clear();
        Assert.All(clone[0].ToArray(), v => Assert.Equal(3, v));
    }

    [Fact]
    public void After_disposal_nothing_can_be_read_and_a_second_disposal_is_harmless()
    {
        var image = new PlanarImage(new(2, 2), 1);
        image.Dispose();
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image[0].Length);
        Assert.Throws<ObjectDisposedException>(() => image.Memory(0));
        Assert.Throws<ObjectDisposedException>(() => image.Clone());
    }

    [Theory]
    [InlineData(0, 4, 1, "0x4")]
    [InlineData(4, -1, 1, "4x-1")]
    [InlineData(4, 4, 0, "not 0")]
    public void An_empty_picture_is_refused(int height, int width, int count, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<ArgumentException>(() => new PlanarImage(new(height, width), count)).Message,
            StringComparison.Ordinal
        );
}
