using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives.Constraints;

public class UnitSimplexTests : ProximableContract
{
    protected override IEnumerable<IProximable> Cases() => [new UnitSimplex(new(3, 3)), new UnitSimplex(new(1, 20)), new UnitSimplex(new(7, 7))];

    [Fact]
    public void The_projection_is_the_nearest_point()
    {
        var simplex = new UnitSimplex(new(1, 3));
        float[] x = new float[3];
        simplex.Prox([2, 0, 0], 1, x);
        Assert.Equal([1, 0, 0], x);
        simplex.Prox([0.5f, 0.5f, 0.5f], 1, x);
        Assert.All(x, v => Assert.Equal(1f / 3, v, 1e-6f));
        simplex.Prox([0.9f, 0.7f, -3], 1, x);
        Assert.Equal(0.6f, x[0], 1e-6f);
        Assert.Equal(0.4f, x[1], 1e-6f);
    }

    [Fact]
    public void The_value_is_0_inside_and_infinite_outside()
    {
        var simplex = new UnitSimplex(new(1, 2));
        Assert.Equal(0, simplex.Value([0.25f, 0.75f]));
        Assert.Equal(double.PositiveInfinity, simplex.Value([-0.25f, 1.25f]));
        Assert.Equal(double.PositiveInfinity, simplex.Value([0.5f, 0.75f]));
    }
}
