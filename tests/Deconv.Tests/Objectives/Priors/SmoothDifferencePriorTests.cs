using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives.Priors;

public class SmoothDifferencePriorTests : DifferencePriorContract
{
    /// <summary>One and two rows or columns, where some differences do not exist; widths beside those of vectors.</summary>
    private static readonly Shape[] Shapes =
    [
        new(1, 1),
        new(1, 2),
        new(2, 1),
        new(2, 2),
        new(1, 17),
        new(9, 1),
        new(2, 15),
        new(13, 2),
        new(3, 3),
        new(5, 8),
        new(7, 13),
        new(16, 33),
    ];

    /// <summary>Roundings of a tenth, so that the differences of the contract see a straight line.</summary>
    protected override IEnumerable<IDifferentiable> Cases() => Shapes.SelectMany(Of).Select(p => p.Prior);

    private static IEnumerable<(IDifferentiable Prior, Func<double, double> Phi)> Of(Shape shape)
    {
        yield return (new SmoothDifferencePrior<Quadratic>(shape, default), s => s / 2);
        yield return (new SmoothDifferencePrior<Charbonnier>(shape, new(0.1f)), s => Math.Sqrt(s + 0.01) - 0.1);
        foreach (double p in (double[])[0.5, 0.8, 1])
            yield return (new SmoothDifferencePrior<HyperLaplacian>(shape, new((float)p, 0.1f)), s => Math.Pow(s + 0.01, p / 2) - Math.Pow(0.1, p));
    }

    [Fact]
    public void The_value_is_the_weighted_sum_over_the_differences_inside_the_image()
    {
        foreach (Shape shape in Shapes)
        {
            float[] x = Samples.Positive(shape.Count, 7);
            foreach ((IDifferentiable prior, Func<double, double> phi) in Of(shape))
            {
                double expected = 0;
                for (int y = 0; y < shape.Height; y++)
                for (int c = 0; c < shape.Width; c++)
                {
                    expected += Term(1, [(0, 0, -1), (0, 1, 1)]);
                    expected += Term(1, [(0, 0, -1), (1, 0, 1)]);
                    expected += Term(DifferencePrior.SecondWeight, [(0, 0, 1), (0, 1, -2), (0, 2, 1)]);
                    expected += Term(DifferencePrior.SecondWeight, [(0, 0, 1), (1, 0, -2), (2, 0, 1)]);
                    expected += Term(DifferencePrior.SecondWeight, [(0, 0, 1), (0, 1, -1), (1, 0, -1), (1, 1, 1)]);

                    double Term(double weight, (int Row, int Column, double Value)[] taps)
                    {
                        if (taps.Any(t => y + t.Row >= shape.Height || c + t.Column >= shape.Width))
                            return 0;
                        double v = taps.Sum(t => t.Value * x[((y + t.Row) * shape.Width) + c + t.Column]);
                        return weight * phi(v * v);
                    }
                }

                Assert.Equal(expected, prior.Value(x), 1e-5 * Math.Max(1, expected));
            }
        }
    }

    /// <summary>
    /// The same functional as that of the preconditioned gradient: on an image that is constant towards its borders, where the periodic wrap of
    /// the latter adds nothing, the values meet as the rounding ε goes to 0, from below and in proportion to ε^p.
    /// </summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(1)]
    public void The_value_approaches_that_of_the_split_prior(double p)
    {
        foreach (Shape shape in (Shape[])[new(1, 21), new(19, 1), new(12, 17), new(30, 33)])
        {
            float[] x = Framed(shape);
            double split = new DifferencePrior(shape, p).Pull(x, 1, 1, new float[shape.Count]),
                last = double.PositiveInfinity;
            Assert.True(split > 1);
            foreach (float epsilon in (float[])[1e-2f, 1e-3f, 1e-4f, 1e-5f, 1e-6f])
            {
                double error = (split - new SmoothDifferencePrior<HyperLaplacian>(shape, new((float)p, epsilon)).Value(x)) / split;
                Assert.InRange(error, -2e-4, last);
                last = Math.Max(error, 2e-4);
            }

            Assert.Equal(2e-4, last, 1e-9);
        }
    }

    /// <summary>Noise in the middle, a constant in the four samples at every border of a side that is longer than one.</summary>
    private static float[] Framed(Shape shape)
    {
        float[] x = Samples.Positive(shape.Count, 5);
        for (int i = 0; i < x.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, shape.Width);
            if (OnBorder(row, shape.Height) || OnBorder(column, shape.Width))
                x[i] = 0.5f;
        }

        return x;

        static bool OnBorder(int at, int size) => size > 1 && (at < 4 || at >= size - 4);
    }
}
