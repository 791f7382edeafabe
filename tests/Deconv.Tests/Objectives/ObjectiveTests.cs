using Deconv.Objectives;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives;

public class ObjectiveTests : DifferentiableContract
{
    private static readonly Shape Size = new(6, 7);

    private static LeastSquares Misfit() =>
        new(new Convolution(Size, new(3, 3), Extent.Same).WithKernel(Samples.Positive(9, 1)), Samples.Positive(42, 2));

    private static GradientPrior<Charbonnier> Prior() => new(Size, new(0.1f));

    protected override IEnumerable<IDifferentiable> Cases()
    {
        yield return new Objective((1, Misfit()));
        yield return new Objective((2, Misfit()), (0.3f, Prior()));
        yield return new Objective((1, new Objective((2, Misfit()), (0.3f, Prior()))), (0.1f, new GradientPrior<Quadratic>(Size, default)));
    }

    [Fact]
    public void Value_and_gradient_are_the_weighted_sums()
    {
        float[] x = Samples.Positive(42, 3),
            sum = new float[42],
            first = new float[42],
            second = new float[42];
        double a = Misfit().AccumulateGradient(x, 2, first),
            b = Prior().AccumulateGradient(x, 0.25f, second);
        double value = new Objective((2, Misfit()), (0.25f, Prior())).AccumulateGradient(x, 1, sum);
        Assert.Equal((2 * a) + (0.25 * b), value, 1e-9);
        for (int i = 0; i < 42; i++)
            Assert.Equal(first[i] + second[i], sum[i], 1e-5);
    }

    [Fact]
    public void No_terms_or_terms_of_several_shapes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Objective());
        var error = Assert.Throws<ArgumentException>(() => new Objective((1, Prior()), (1, new GradientPrior<Quadratic>(new(3, 3), default))));
        Assert.Contains("6x7 and 3x3", error.Message, StringComparison.Ordinal);
    }
}
