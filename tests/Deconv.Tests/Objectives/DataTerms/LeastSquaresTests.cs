using Deconv.Objectives;
using Deconv.Objectives.DataTerms;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Objectives.DataTerms;

public class LeastSquaresTests : DifferentiableContract
{
    private static IEnumerable<ILinearOperator> Operators()
    {
        foreach (Extent extent in Enum.GetValues<Extent>())
            yield return new Convolution(new(7, 9), new(4, 3), extent).WithKernel(Samples.Signed(12, 1));
        yield return new Convolution(new(7, 9), new(4, 3), Extent.Valid).WithImage(Samples.Signed(63, 2));
        yield return new Convolution(new(1, 20), new(1, 6), Extent.Same).WithKernel(Samples.Signed(6, 3));
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
            yield return new Blur(Psf.Parse("motion:4,30"), new(6, 8), boundary);
        yield return new Pad(new(4, 5), new(1, 2, 0, 3), Boundary.Reflect);
    }

    protected override IEnumerable<IDifferentiable> Cases()
    {
        foreach (ILinearOperator a in Operators())
        {
            float[] observed = Samples.Signed(a.Codomain.Count, 4),
                weights = Samples.Positive(observed.Length, 5);
            weights[0] = 0;
            yield return new LeastSquares(a, observed);
            yield return new LeastSquares(a, observed, weights);
        }
    }

    [Fact]
    public void The_value_is_half_the_weighted_sum_of_squares()
    {
        foreach (ILinearOperator a in Operators())
        {
            float[] observed = Samples.Signed(a.Codomain.Count, 4),
                weights = Samples.Positive(observed.Length, 5),
                x = Samples.Signed(a.Domain.Count, 6),
                ax = new float[observed.Length];
            a.Apply(x, ax);
            double plain = 0,
                weighted = 0;
            for (int i = 0; i < ax.Length; i++)
            {
                double r = (double)ax[i] - observed[i];
                plain += 0.5 * r * r;
                weighted += 0.5 * weights[i] * r * r;
            }

            Assert.Equal(plain, new LeastSquares(a, observed).Value(x), 1e-5 * plain);
            Assert.Equal(weighted, new LeastSquares(a, observed, weights).Value(x), 1e-5 * weighted);
        }
    }

    [Fact]
    public void A_sample_of_weight_0_has_no_influence()
    {
        var a = new Convolution(new(5, 5), new(3, 3), Extent.Same).WithKernel(Samples.Positive(9, 1));
        float[] observed = Samples.Positive(25, 2),
            weights = Samples.Positive(25, 3),
            x = Samples.Positive(25, 4),
            one = new float[25],
            other = new float[25];
        weights[12] = 0;
        double before = new LeastSquares(a, observed, weights).AccumulateGradient(x, 1, one);
        float[] changed = [.. observed];
        changed[12] = 1e6f;
        Assert.Equal(before, new LeastSquares(a, changed, weights).AccumulateGradient(x, 1, other));
        Assert.Equal(one, other);
    }

    [Fact]
    public void Lengths_must_fit()
    {
        var a = new Convolution(new(5, 5), new(3, 3), Extent.Valid).WithKernel(Samples.Positive(9, 1));
        Assert.Contains(
            "3x3 = 9 samples; 25 were observed",
            Assert.Throws<ArgumentException>(() => new LeastSquares(a, new float[25])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not 8",
            Assert.Throws<ArgumentException>(() => new LeastSquares(a, new float[9], new float[8])).Message,
            StringComparison.Ordinal
        );
    }
}
