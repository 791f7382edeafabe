using Deconv.Numerics;
using Xunit;

namespace Deconv.Tests.Numerics;

/// <summary>Sums of floats against sums in double, at the ends of blocks and beyond.</summary>
public class ReduceTests
{
    public static TheoryData<int> Lengths => [0, 1, 3, 7, 8, 31, 4095, 4096, 4097, 8192, 100_003];

    /// <summary>
    /// Float sums inside a block of n = 4096 in at least 4 lanes are off by no more than n/4 roundings, in practice by √n of them.
    /// </summary>
    private const double Tolerance = 4e-6;

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_agree_with_double_sums(int length)
    {
        float[] x = Samples.Signed(length, 1),
            y = Samples.Signed(length, 2);
        double sum = 0,
            size = 0,
            squares = 0,
            dot = 0,
            distance = 0;
        for (int i = 0; i < length; i++)
        {
            sum += x[i];
            size += Math.Abs(x[i]);
            squares += (double)x[i] * x[i];
            dot += (double)x[i] * y[i];
            distance += Math.Pow((double)x[i] - y[i], 2);
        }

        Assert.Equal(sum, Reduce.Sum(x), Tolerance * size);
        Assert.Equal(squares, Reduce.SumOfSquares(x), Tolerance * squares);
        Assert.Equal(dot, Reduce.Dot(x, y), Tolerance * size);
        Assert.Equal(distance, Reduce.SquaredDistance(x, y), Tolerance * distance);
    }

    /// <summary>
    /// Where a plain float sum stalls: small terms vanish beside a large total. A constant is the worst case inside a block too, where every
    /// addition rounds the same way: up to 4e-5 in a single lane.
    /// </summary>
    [Fact]
    public void Many_samples_do_not_wear_the_sum_out()
    {
        float[] x = new float[20_000_000];
        Array.Fill(x, 0.1f);
        Assert.Equal((double)0.1f * 2e7, Reduce.Sum(x), 5e-5 * 2e6);
        Assert.Equal((double)0.1f * 0.1f * 2e7, Reduce.SumOfSquares(x), 5e-5 * 2e5);
    }

    [Fact]
    public void What_is_not_a_number_is_not_hidden() => Assert.True(double.IsNaN(Reduce.SumOfSquares([1, float.NaN, 2])));
}
