using Deconv.Objectives;
using Deconv.Objectives.DataTerms;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives.DataTerms;

public class RobustMisfitTests : DifferentiableContract
{
    private static readonly Blur Operator = new(Psf.Parse("motion:4,30"), new(33, 65));

    private static float[] Observed => Samples.Positive(Operator.Codomain.Count, 4);

    /// <summary>Weights 0 to 1, every fifth sample clipped, two of three in doubt.</summary>
    private static float[] Mask =>
        [.. Samples.Positive(Operator.Codomain.Count, 5).Select((m, i) => (i % 5 == 0 ? -1 : 1) * (Math.Min(m, 1) + (i % 3 == 0 ? 0 : 2)))];

    protected override IEnumerable<IDifferentiable> Cases()
    {
        foreach (double deviation in (double[])[0.1, 0.3, 1])
            yield return new RobustMisfit(Operator, Observed, Mask, new(deviation));
    }

    [Fact]
    public void Without_outliers_and_clipping_it_is_least_squares()
    {
        float[] x = Samples.Positive(Operator.Domain.Count, 6),
            mask = [.. Samples.Positive(Operator.Codomain.Count, 5).Select(m => Math.Min(m, 1))],
            robust = new float[x.Length],
            plain = new float[x.Length];
        var squares = new LeastSquares(Operator, Observed, mask);
        double value = new RobustMisfit(Operator, Observed, mask, new(0.01)).AccumulateGradient(x, 1, robust);
        Assert.Equal(squares.AccumulateGradient(x, 1, plain), value, 1e-5 * value);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(plain[i], robust[i], 1e-5);
    }

    /// <summary>The value against the definition of the negative log-likelihood in double precision.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    public void The_value_is_the_likelihood_of_noise_and_outliers(double sigma)
    {
        float[] x = Samples.Positive(Operator.Domain.Count, 6),
            ax = new float[Operator.Codomain.Count],
            y = Observed,
            m = Mask;
        Operator.Apply(x, ax);
        double kappa = 0.1 / 0.9 * Math.Sqrt(2 * Math.PI) * sigma,
            expected = 0;
        for (int i = 0; i < ax.Length; i++)
        {
            double r = ax[i] - y[i],
                d = m[i] < 0 ? Math.Min(r, 0) : r;
            expected +=
                i % 3 == 0
                    ? 0.5 * Math.Abs(m[i]) * d * d
                    : (2 - Math.Abs(m[i])) * sigma * sigma * Math.Log((Math.Exp(-d * d / (2 * sigma * sigma)) + kappa) / (1 + kappa));
        }

        Assert.Equal(expected, new RobustMisfit(Operator, y, m, new(sigma)).Value(x), 2e-5 * expected);
    }

    [Fact]
    public void A_clipped_sample_pulls_up_and_never_down_and_an_outlier_does_not_pull()
    {
        var shape = new Shape(1, 4);
        var blur = new Blur(Psf.Delta(), shape);
        float[] gradient = new float[4];
        new RobustMisfit(blur, new float[] { 1, 1, 0, 0.5f }, new float[] { -1, -1, 3, 1 }, new(0.01)).AccumulateGradient(
            [3, 0.99f, 1, 0.505f],
            1,
            gradient
        );
        Assert.Equal(0, gradient[0]);
        Assert.Equal(-0.01f, gradient[1], 1e-6);
        Assert.Equal(0, gradient[2], 1e-6);
        Assert.Equal(0.005f, gradient[3], 1e-6);
    }

    [Fact]
    public void Lengths_that_do_not_match_are_refused() =>
        Assert.Throws<ArgumentException>(() => new RobustMisfit(Operator, Observed, new float[3], new(0.01)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_deviation_that_is_not_above_0_is_refused(double deviation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RobustPotential(deviation));
}
