using Deconv.Estimation;
using Xunit;

namespace Deconv.Tests.Estimation;

public class SurroundingsTests
{
    [Fact]
    public void They_are_what_lies_in_a_box_around_a_marked_sample()
    {
        var shape = new Shape(40, 50);
        float[] marks = new float[shape.Count];
        marks[(7 * 50) + 3] = 1;
        marks[(30 * 50) + 49] = 1;
        Surroundings.Grow(marks, shape, 2, 5);
        for (int y = 0; y < 40; y++)
        for (int x = 0; x < 50; x++)
            Assert.Equal((Math.Abs(y - 7) <= 2 && x <= 8) || (Math.Abs(y - 30) <= 2 && x >= 44) ? 1 : 0, marks[(y * 50) + x]);
    }

    [Fact]
    public void Nothing_has_none()
    {
        float[] marks = new float[63];
        Surroundings.Grow(marks, new(7, 9), 3, 3);
        Assert.DoesNotContain(1, marks);
    }
}
