using Xunit;

namespace Deconv.Tests;

public class ShapeTests
{
    [Fact]
    public void Count_is_checked() => Assert.Throws<OverflowException>(() => new Shape(1 << 16, 1 << 16).Count);

    [Fact]
    public void Shapes_compare_contain_and_print()
    {
        Assert.Equal(12, new Shape(3, 4).Count);
        Assert.Equal("3x4", new Shape(3, 4).ToString());
        Assert.True(new Shape(3, 4).Contains(new(3, 4)));
        Assert.False(new Shape(3, 4).Contains(new(4, 3)));
        Assert.True(new Shape(0, 4).IsEmpty);
        Assert.False(new Shape(1, 1).IsEmpty);
    }
}
