using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives.Priors;

public class TotalVariationTests : ProximableContract
{
    /// <summary>400 dual steps of a method whose error falls as 1/k² are within 1e-4 of the limit, with float rounding.</summary>
    protected override double Slack => 1e-4;

    protected override IEnumerable<IProximable> Cases() =>
        from shape in (Shape[])[new(1, 1), new(1, 2), new(1, 19), new(11, 1), new(6, 7), new(9, 17)]
        from weight in (float[])[0, 0.05f, 0.4f]
        from bounded in (bool[])[false, true]
        select bounded ? new TotalVariation(shape, weight, 400, -0.2f, 0.5f) : new TotalVariation(shape, weight, 400);

    /// <summary>Two samples: each moves by λt towards the other until they meet.</summary>
    [Theory]
    [InlineData(1f, 4f, 0.5f, 1.5f, 3.5f)]
    [InlineData(4f, 1f, 0.5f, 3.5f, 1.5f)]
    [InlineData(1f, 4f, 1.5f, 2.5f, 2.5f)]
    [InlineData(1f, 4f, 9f, 2.5f, 2.5f)]
    [InlineData(1f, 4f, 0f, 1f, 4f)]
    public void Two_samples_have_a_closed_form(float a, float b, float weight, float expectedA, float expectedB)
    {
        foreach (Shape shape in (Shape[])[new(1, 2), new(2, 1)])
        foreach (float t in (float[])[1, 0.1f])
        {
            float[] x = new float[2];
            double value = new TotalVariation(shape, weight / t, 300).Prox([a, b], t, x);
            Assert.Equal(expectedA, x[0], 1e-4);
            Assert.Equal(expectedB, x[1], 1e-4);
            Assert.Equal(weight / t * Math.Abs(x[1] - x[0]), value, 1e-3);
        }
    }

    /// <summary>
    /// 30 steps, the default, are within 1e-3 of the limit for the λt of a deconvolution; 10 times as many within 1e-4 even for strong smoothing.
    /// </summary>
    [Theory]
    [InlineData(0.01, 30, 1e-3, false)]
    [InlineData(0.01, 30, 1e-3, true)]
    [InlineData(0.2, 1000, 1e-3, false)]
    [InlineData(0.2, 1000, 1e-3, true)]
    public void The_prox_approaches_a_slow_reference_in_double_precision(double weight, int iterations, double tolerance, bool bounded)
    {
        var shape = new Shape(11, 13);
        float[] v = Samples.Positive(shape.Count, 8),
            x = new float[v.Length];
        (float low, float high) = bounded ? (0.3f, 0.8f) : (float.NegativeInfinity, float.PositiveInfinity);
        new TotalVariation(shape, (float)weight, iterations, low, high).Prox(v, 1, x);
        double[] expected = Reference(v, shape, weight, low, high);
        for (int i = 0; i < v.Length; i++)
            Assert.Equal(expected[i], x[i], tolerance);
    }

    /// <summary>Smoothing keeps the mean: differences sum to nothing.</summary>
    [Fact]
    public void The_mean_is_kept_and_the_total_variation_falls()
    {
        var tv = new TotalVariation(new(8, 9), 0.2f);
        float[] v = Samples.Positive(72, 9),
            x = new float[72];
        tv.Prox(v, 1, x);
        Assert.Equal(v.Average(), x.Average(), 1e-5);
        Assert.True(tv.Value(x) < 0.5 * tv.Value(v));
    }

    [Fact]
    public void Outside_its_bounds_the_value_is_infinite()
    {
        var tv = new TotalVariation(new(1, 3), 1, 5, 0, 1);
        Assert.Equal(1, tv.Value([0, 0.5f, 1]), 1e-6);
        Assert.Equal(double.PositiveInfinity, tv.Value([0, 0.5f, 1.1f]));
        Assert.Equal(double.PositiveInfinity, tv.Value([-0.1f, 0.5f, 1]));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TotalVariation(new(2, 2), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TotalVariation(new(2, 2), float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TotalVariation(new(2, 2), 1, 0));
        Assert.Throws<ArgumentException>(() => new TotalVariation(new(2, 2), 1, 5, 1, 0));
    }

    /// <summary>Plain projected gradient on the dual (Chambolle 2005), 30000 steps: slow, and sharing nothing with the class under test.</summary>
    private static double[] Reference(float[] v, Shape shape, double t, double low, double high)
    {
        int w = shape.Width,
            h = shape.Height;
        double[] p = new double[v.Length],
            q = new double[v.Length],
            x = new double[v.Length];
        for (int step = 0; step < 30000; step++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                int column = i % w,
                    row = i / w;
                double divergence = p[i] - (column > 0 ? p[i - 1] : 0) + q[i] - (row > 0 ? q[i - w] : 0);
                x[i] = Math.Clamp(v[i] + (t * divergence), low, high);
            }

            for (int i = 0; i < x.Length; i++)
            {
                int column = i % w,
                    row = i / w;
                double a = p[i] + (column + 1 < w ? (x[i + 1] - x[i]) / (8 * t) : 0),
                    b = q[i] + (row + 1 < h ? (x[i + w] - x[i]) / (8 * t) : 0);
                double norm = Math.Max(1, Math.Sqrt((a * a) + (b * b)));
                (p[i], q[i]) = (a / norm, b / norm);
            }
        }

        return x;
    }
}
