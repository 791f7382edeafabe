using Xunit;

namespace Deconv.Tests;

public class RegionTests
{
    private static readonly Shape Image = new(20, 30);

    [Fact]
    public void The_whole_image_lies_inside_it()
    {
        Region whole = Region.Whole(Image);
        Assert.Equal(new Region(0, 0, Image), whole);
        Assert.True(whole.LiesInside(Image));
        Assert.Equal("0,0,30,20", whole.ToString());
    }

    [Theory]
    [InlineData(0, 0, 1, 1, true)]
    [InlineData(29, 19, 1, 1, true)]
    [InlineData(10, 5, 15, 20, true)]
    [InlineData(-1, 0, 3, 3, false)]
    [InlineData(0, -1, 3, 3, false)]
    [InlineData(10, 5, 16, 20, false)]
    [InlineData(10, 5, 15, 21, false)]
    [InlineData(30, 0, 1, 1, false)]
    [InlineData(3, 3, 0, 5, false)]
    [InlineData(3, 3, 5, 0, false)]
    [InlineData(int.MaxValue, 0, 2, 2, false)]
    [InlineData(3, 3, 2, int.MaxValue, false)]
    public void A_region_lies_inside_with_all_of_its_samples(int left, int top, int height, int width, bool inside) =>
        Assert.Equal(inside, new Region(left, top, new(height, width)).LiesInside(Image));

    [Theory]
    [InlineData(0, 5, 6, 4, 7)]
    [InlineData(2, 3, 4, 8, 11)]
    [InlineData(6, 0, 0, 16, 18)]
    [InlineData(100, 0, 0, 20, 30)]
    public void A_margin_is_cut_at_the_border(int margin, int left, int top, int height, int width)
    {
        Region grown = new Region(5, 6, new(4, 7)).Grown(margin, Image);
        Assert.Equal(new Region(left, top, new(height, width)), grown);
        Assert.True(grown.LiesInside(Image));
    }

    [Fact]
    public void A_margin_beyond_the_far_corner_is_cut_too() =>
        Assert.Equal(new Region(22, 12, new(8, 8)), new Region(25, 15, new(3, 4)).Grown(3, Image));
}
