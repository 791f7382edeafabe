using System.Numerics;
using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives.Priors;

public class GradientPriorTests : DifferencePriorContract
{
    private static readonly Shape[] Shapes = [new(1, 1), new(1, 2), new(1, 17), new(9, 1), new(5, 8), new(7, 13), new(16, 33)];

    /// <summary>Roundings of a tenth, so that the differences of the contract see a straight line.</summary>
    protected override IEnumerable<IDifferentiable> Cases() => Shapes.SelectMany(Of).Select(p => p.Prior);

    private static IEnumerable<(IDifferentiable Prior, Func<double, double> Phi)> Of(Shape shape)
    {
        yield return (new GradientPrior<Quadratic>(shape, default), s => s / 2);
        yield return (new GradientPrior<Charbonnier>(shape, new(0.1f)), s => Math.Sqrt(s + 0.01) - 0.1);
        yield return (new GradientPrior<Logarithm>(shape, new(0.1f)), s => 0.5 * Math.Log(1 + (s / 0.01)));
        yield return (new GradientPrior<Huber>(shape, new(0.3f)), s => Math.Sqrt(s) <= 0.3 ? s / 0.6 : Math.Sqrt(s) - 0.15);
        foreach (double p in (double[])[0.5, 0.8, 1.5])
            yield return (new GradientPrior<HyperLaplacian>(shape, new((float)p, 0.1f)), s => Math.Pow(s + 0.01, p / 2) - Math.Pow(0.1, p));
    }

    [Fact]
    public void The_value_is_the_sum_of_potentials_of_forward_differences()
    {
        foreach (Shape shape in Shapes)
        {
            float[] x = Samples.Positive(shape.Count, 7);
            foreach ((IDifferentiable prior, Func<double, double> phi) in Of(shape))
            {
                double expected = 0;
                for (int y = 0; y < shape.Height; y++)
                for (int i = 0; i < shape.Width; i++)
                {
                    int at = (y * shape.Width) + i;
                    double dx = i + 1 < shape.Width ? (double)x[at + 1] - x[at] : 0,
                        dy = y + 1 < shape.Height ? (double)x[at + shape.Width] - x[at] : 0;
                    expected += phi((dx * dx) + (dy * dy));
                }

                Assert.Equal(expected, prior.Value(x), 1e-5 * Math.Max(1, expected));
            }
        }
    }

    /// <summary>Near 0 a potential must not lose its digits: φ(s) ≈ s·φ′(0).</summary>
    [Fact]
    public void Small_gradients_keep_their_digits()
    {
        var s = new Vector<float>(1e-10f);
        Assert.Equal(1e-10 / (2 * 0.01), new Charbonnier(0.01f).Value(s)[0], 1e-14);
        Assert.Equal(1 / 0.01, new Charbonnier(0.01f).Weight(s)[0], 1e-3);
        Assert.Equal(1e-10 / (2 * 0.01), new Huber(0.01f).Value(s)[0], 1e-14);
        Assert.Equal(0, new HyperLaplacian(0.8f, 0.01f).Value(Vector<float>.Zero)[0]);
    }

    /// <summary>2 φ′ is the weight, for gradients from noise to edges.</summary>
    [Fact]
    public void Weights_are_twice_the_derivative_of_the_potential()
    {
        foreach (double s in (double[])[1e-4, 1e-2, 0.05, 0.5, 2])
        {
            Check(new Quadratic(), s);
            Check(new Charbonnier(0.1f), s);
            Check(new Huber(0.1f), s);
            Check(new HyperLaplacian(0.6f, 0.1f), s);
        }

        static void Check<T>(T potential, double s)
            where T : struct, IPotential
        {
            double h = 0.05 * s,
                up = potential.Value(new Vector<float>((float)(s + h)))[0],
                down = potential.Value(new Vector<float>((float)(s - h)))[0];
            double weight = potential.Weight(new Vector<float>((float)s))[0];
            Assert.Equal(weight, (up - down) / h, 0.01 * weight); // differences of 5 % see curvature of a few per mille
        }
    }
}
