using Deconv.Metrics;
using Xunit;

namespace Deconv.Tests.Metrics;

public class StructuralSimilarityTests
{
    private static PlanarImage Random(Shape shape, int planes, int seed)
    {
        var image = new PlanarImage(shape, planes);
        for (int plane = 0; plane < planes; plane++)
            Samples.Positive(shape.Count, seed + plane).CopyTo(image[plane]);
        return image;
    }

    [Theory]
    [InlineData(16, 19, 1)]
    [InlineData(13, 12, 3)]
    [InlineData(11, 11, 1)]
    public void It_is_the_mean_over_windows_of_the_definition(int height, int width, int planes)
    {
        using PlanarImage a = Random(new(height, width), planes, 1),
            b = Random(new(height, width), planes, 10);
        for (int plane = 0; plane < planes; plane++)
        for (int i = 0; i < b[plane].Length; i++)
            b[plane][i] = (0.7f * a[plane][i]) + (0.3f * b[plane][i]);
        Assert.Equal(Slow(a, b), StructuralSimilarity.Of(a, b), 1e-4); // variances as differences of float means of squares
    }

    [Fact]
    public void Equal_pictures_have_1_negatives_less_than_0_and_the_order_does_not_matter()
    {
        using PlanarImage a = Random(new(20, 20), 1, 1),
            b = Random(new(20, 20), 1, 2),
            negative = a.Clone();
        foreach (ref float v in negative[0])
            v = 1 - v;
        Assert.Equal(1, StructuralSimilarity.Of(a, a), 1e-6);
        Assert.True(StructuralSimilarity.Of(a, negative) < 0);
        Assert.Equal(StructuralSimilarity.Of(a, b), StructuralSimilarity.Of(b, a), 1e-6);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void Pictures_smaller_than_the_window_are_compared_too(int height, int width)
    {
        using PlanarImage a = Random(new(height, width), 1, 3);
        Assert.Equal(1, StructuralSimilarity.Of(a, a), 1e-5);
    }

    private static double Slow(PlanarImage a, PlanarImage b)
    {
        double[] x = Luminance(a),
            y = Luminance(b);
        int w = a.Shape.Width,
            count = 0;
        double total = 0;
        for (int row = 5; row < a.Shape.Height - 5; row++)
        for (int column = 5; column < w - 5; column++)
        {
            double sum = 0,
                mx = 0,
                my = 0,
                xx = 0,
                yy = 0,
                xy = 0;
            for (int v = -5; v <= 5; v++)
            for (int u = -5; u <= 5; u++)
            {
                double g = Math.Exp(-((v * v) + (u * u)) / 4.5),
                    p = x[((row + v) * w) + column + u],
                    q = y[((row + v) * w) + column + u];
                (sum, mx, my, xx, yy, xy) = (sum + g, mx + (g * p), my + (g * q), xx + (g * p * p), yy + (g * q * q), xy + (g * p * q));
            }

            (mx, my, xx, yy, xy) = (mx / sum, my / sum, xx / sum, yy / sum, xy / sum);
            (xx, yy, xy) = (xx - (mx * mx), yy - (my * my), xy - (mx * my));
            total += ((2 * mx * my) + 1e-4) * ((2 * xy) + 9e-4) / (((mx * mx) + (my * my) + 1e-4) * (xx + yy + 9e-4));
            count++;
        }

        return total / count;
    }

    private static double[] Luminance(PlanarImage image)
    {
        float[] r = image[0].ToArray();
        if (image.Count != 3)
            return Samples.ToDouble(r);
        float[] g = image[1].ToArray(),
            b = image[2].ToArray();
        return [.. r.Select((v, i) => (0.299 * v) + (0.587 * g[i]) + (0.114 * b[i]))];
    }
}
