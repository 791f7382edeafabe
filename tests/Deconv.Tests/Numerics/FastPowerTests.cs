using System.Numerics;
using Deconv.Numerics;
using Xunit;

namespace Deconv.Tests.Numerics;

public class FastPowerTests
{
    private static double Power(double exponent, double v) => new FastPower(exponent).Of(new Vector<float>((float)v))[0];

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1)]
    public void A_power_is_within_two_parts_in_a_hundred_thousand(double exponent)
    {
        for (double v = 1e-13; v < 1e6; v *= 1.0173)
        {
            double expected = Math.Pow((float)v, exponent);
            Assert.InRange(Power(exponent, v), expected * (1 - 2e-5), expected * (1 + 2e-5));
        }
    }

    [Fact]
    public void Beyond_the_range_the_ends_count()
    {
        Assert.Equal(Power(0.8, FastPower.MinArgument), Power(0.8, 0));
        Assert.Equal(Power(0.8, FastPower.MaxArgument), Power(0.8, 1e30));
        Assert.True(Power(0.8, 0) < 1e-10);
    }

    [Fact]
    public void Lanes_do_not_mix()
    {
        Span<float> values = stackalloc float[Vector<float>.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = MathF.Pow(10, i - 4);
        Vector<float> powers = new FastPower(0.8).Of(new Vector<float>(values));
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(Math.Pow(values[i], 0.8), powers[i], 2e-5 * Math.Pow(values[i], 0.8));
    }
}
