using Deconv.Numerics;
using Xunit;

namespace Deconv.Tests.Numerics;

public class PolygonRasterTests
{
    private static double[] Rasterize(Shape shape, params PointD[] polygon)
    {
        var plane = new double[shape.Count];
        PolygonRaster.Add(polygon, 1, plane, shape);
        return plane;
    }

    [Fact]
    public void The_middle_pixel_is_the_origin_and_a_pixel_reaches_half_a_sample_around_it()
    {
        double[] plane = Rasterize(new(3, 5), new(-0.5, -0.5), new(0.5, -0.5), new(0.5, 0.5), new(-0.5, 0.5));
        Assert.Equal(1, plane[7], 1e-12);
        Assert.Equal(1, plane.Sum(), 1e-12);
        double[] moved = Rasterize(new(3, 5), new(0.75, 0.5), new(1.75, 0.5), new(1.75, 1.5), new(0.75, 1.5)); // right and down
        Assert.Equal(0.75, moved[(2 * 5) + 3], 1e-12);
        Assert.Equal(0.25, moved[(2 * 5) + 4], 1e-12);
    }

    /// <summary>Each pixel's share against 200x200 points tried one by one; the rim of an area is resolved to 1/200 of its length.</summary>
    [Fact]
    public void Any_convex_polygon_covers_what_trying_points_says()
    {
        var random = new Random(3);
        for (int attempt = 0; attempt < 5; attempt++)
        {
            double turn = random.NextDouble() * 6,
                cx = random.NextDouble() - 0.5,
                cy = random.NextDouble() - 0.5;
            PointD[] polygon =
            [
                .. Enumerable
                    .Range(0, 3 + attempt)
                    .Select(i => new PointD(
                        cx + (2.2 * Math.Cos(turn + (2 * Math.PI * i / (3 + attempt)))),
                        cy + (2.2 * Math.Sin(turn + (2 * Math.PI * i / (3 + attempt))))
                    )),
            ];
            double[] plane = Rasterize(new(7, 7), polygon);
            Assert.Equal(PolygonRaster.Area(polygon), plane.Sum(), 1e-12);
            for (int y = -3; y <= 3; y++)
            for (int x = -3; x <= 3; x++)
            {
                int hits = 0;
                for (int i = 0; i < 100; i++)
                for (int j = 0; j < 100; j++)
                    if (Inside(polygon, x - 0.5 + ((i + 0.5) / 100), y - 0.5 + ((j + 0.5) / 100)))
                        hits++;
                Assert.Equal(hits / 1e4, plane[((y + 3) * 7) + x + 3], 0.01);
            }
        }
    }

    [Fact]
    public void Orientation_does_not_matter_and_what_lies_outside_is_left_out()
    {
        PointD[] triangle = [new(-9, -1), new(2, -1), new(1, 2)];
        double[] one = Rasterize(new(5, 5), triangle),
            other = Rasterize(new(5, 5), [.. triangle.Reverse()]);
        for (int i = 0; i < 25; i++)
            Assert.Equal(one[i], other[i], 1e-12);
        Assert.True(one.Sum() < PolygonRaster.Area(triangle));
        Assert.All(one, v => Assert.InRange(v, 0, 1 + 1e-12));
    }

    [Fact]
    public void Densities_add()
    {
        double[] plane = [1];
        PolygonRaster.Add([new(-0.5, -0.5), new(0.5, -0.5), new(0.5, 0), new(-0.5, 0)], 3, plane, new(1, 1));
        Assert.Equal(2.5, plane[0], 1e-12);
    }

    private static bool Inside(PointD[] polygon, double x, double y)
    {
        for (int i = 0; i < polygon.Length; i++)
        {
            PointD a = polygon[i],
                b = polygon[(i + 1) % polygon.Length];
            if (((b.X - a.X) * (y - a.Y)) - ((b.Y - a.Y) * (x - a.X)) < 0)
                return false;
        }

        return true;
    }
}
