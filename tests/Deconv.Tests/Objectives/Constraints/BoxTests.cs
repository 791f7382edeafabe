using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives.Constraints;

public class BoxTests : ProximableContract
{
    protected override IEnumerable<IProximable> Cases() =>
        [
            Box.NonNegative(new(3, 7)),
            Box.None(new(3, 7)),
            new Box(new(1, 20), -0.3f, 0.4f),
            new Box(new(5, 1), 0.5f, 0.5f),
            new Box(new(1, 9), float.NegativeInfinity, 0),
        ];

    [Fact]
    public void The_prox_is_the_projection_whatever_the_step()
    {
        float[] x = new float[5];
        new Box(new(1, 5), -1, 2).Prox([-3, -1, 0.5f, 2, 9], 1e6f, x);
        Assert.Equal([-1, -1, 0.5f, 2, 2], x);
    }

    [Fact]
    public void The_value_is_0_inside_and_infinite_outside()
    {
        Box box = Box.NonNegative(new(1, 3));
        Assert.Equal(0, box.Value([0, 1, 1e30f]));
        Assert.Equal(double.PositiveInfinity, box.Value([0, -1e-6f, 1]));
        Assert.Throws<ArgumentException>(() => new Box(new(1, 3), 1, 0));
        Assert.Throws<ArgumentException>(() => new Box(new(1, 3), float.NaN, 0));
    }
}
