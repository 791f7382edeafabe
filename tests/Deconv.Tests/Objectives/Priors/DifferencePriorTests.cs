using Deconv.Objectives.Priors;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Objectives.Priors;

/// <summary>The one sweep of five filters, five shrinkages and five adjoints, against each done by itself in double precision.</summary>
public class DifferencePriorTests
{
    /// <summary>The five filters as (row, column, coefficient): circular correlation v[p] = Σ c x[p + offset].</summary>
    private static readonly (double Weight, (int Row, int Column, double Value)[] Taps)[] Filters =
    [
        (1, [(0, 0, -1), (0, 1, 1)]),
        (1, [(0, 0, -1), (1, 0, 1)]),
        (DifferencePrior.SecondWeight, [(0, 0, -1), (0, 1, 2), (0, 2, -1)]),
        (DifferencePrior.SecondWeight, [(0, 0, -1), (1, 0, 2), (2, 0, -1)]),
        (DifferencePrior.SecondWeight, [(0, 0, 1), (0, 1, -1), (1, 0, -1), (1, 1, 1)]),
    ];

    public static TheoryData<int, int> Sizes =>
        new()
        {
            { 1, 1 },
            { 2, 1 },
            { 1, 2 },
            { 3, 3 },
            { 2, 4 },
            { 4, 5 },
            { 1, 16 },
            { 7, 1 },
            { 5, 7 },
            { 6, 8 },
            { 4, 9 },
            { 3, 15 },
            { 3, 16 },
            { 3, 17 },
            { 12, 31 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Pull_and_value_equal_the_explicit_filters(int height, int width)
    {
        var shape = new Shape(height, width);
        float[] x = Samples.Positive(shape.Count, 3),
            pull = new float[shape.Count];
        foreach (double p in (double[])[0.5, 0.8, 1])
        foreach ((double weight, double penalty) in ((double, double)[])[(0.02, 0.1), (0.3, 1), (1e-4, 0.05)])
        {
            Array.Fill(pull, float.NaN); // overwritten, whatever was there
            double value = new DifferencePrior(shape, p).Pull(x, weight, penalty, pull);
            (double expectedValue, double[] expected) = Explicit(x, shape, p, weight, penalty);
            Assert.Equal(expectedValue, value, 2e-4 * Math.Max(1, expectedValue)); // zeros count as 1e-12^p, and exp and log are floats
            double scale = Math.Pow(weight / penalty, 1 / (2 - p));
            for (int i = 0; i < pull.Length; i++)
                Assert.Equal(expected[i], pull[i], (1e-3 * scale) + 1e-6); // ten shrinkages of 1e-4 each
        }
    }

    [Fact]
    public void A_constant_is_not_pulled()
    {
        float[] x = [.. Enumerable.Repeat(0.37f, 60)],
            pull = new float[60];
        Assert.Equal(0, new DifferencePrior(new(6, 10), 0.8).Pull(x, 1, 1, pull), 1e-5);
        Assert.All(pull, v => Assert.Equal(0, v));
    }

    /// <summary>Filters and adjoints are cyclic, so a shifted picture has the shifted pull.</summary>
    [Fact]
    public void The_pull_of_a_shifted_picture_is_the_shifted_pull()
    {
        const int H = 7,
            W = 11;
        float[] x = Samples.Positive(H * W, 4),
            moved = new float[x.Length],
            pull = new float[x.Length],
            movedPull = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
            moved[Moved(i)] = x[i];
        var prior = new DifferencePrior(new(H, W), 0.8);
        double value = prior.Pull(x, 0.1, 1, pull),
            movedValue = prior.Pull(moved, 0.1, 1, movedPull);
        Assert.Equal(value, movedValue, 1e-4 * value);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(pull[i], movedPull[Moved(i)], 1e-6);

        static int Moved(int i) => ((((i / W) + 3) % H) * W) + (((i % W) + 5) % W);
    }

    private static (double Value, double[] Pull) Explicit(float[] x, Shape shape, double p, double weight, double penalty)
    {
        double value = 0;
        var pull = new double[x.Length];
        foreach ((double filterWeight, (int Row, int Column, double Value)[] taps) in Filters)
            for (int y = 0; y < shape.Height; y++)
            for (int c = 0; c < shape.Width; c++)
            {
                double v = taps.Sum(t => t.Value * x[At(y + t.Row, c + t.Column)]);
                value += filterWeight * Math.Pow(Math.Max(Math.Abs(v), 1e-12), p);
                double removed = v - PowerProx.Of(v, weight * filterWeight / penalty, p);
                foreach ((int row, int column, double tap) in taps)
                    pull[At(y + row, c + column)] += tap * removed;
            }

        return (value, pull);

        int At(int y, int c) => (y % shape.Height * shape.Width) + (c % shape.Width);
    }
}
