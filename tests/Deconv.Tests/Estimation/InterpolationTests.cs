using Deconv.Estimation;
using Xunit;

namespace Deconv.Tests.Estimation;

public class InterpolationTests
{
    private static readonly Shape Size = new(7, 9);

    private static float[] Ramp() => [.. Enumerable.Range(0, Size.Count).Select(i => (0.1f * (i / Size.Width)) + (0.03f * (i % Size.Width)))];

    private static float[] Trusting(params int[] missing)
    {
        float[] weights = [.. Enumerable.Repeat(1f, Size.Count)];
        foreach (int at in missing)
            weights[at] = 0;
        return weights;
    }

    [Fact]
    public void A_single_sample_of_a_ramp_comes_back()
    {
        float[] x = Ramp();
        x[31] = 50;
        Interpolation.Fill(x, Size, Trusting(31));
        Assert.Equal(Ramp()[31], x[31], 1e-6);
    }

    /// <summary>The pair that differs least lies along the edge.</summary>
    [Fact]
    public void An_edge_stays_sharp()
    {
        float[] x = [.. Enumerable.Range(0, Size.Count).Select(i => i % Size.Width < 4 ? 0f : 1f)];
        x[30] = -7; // column 3
        Interpolation.Fill(x, Size, Trusting(30));
        Assert.Equal(0f, x[30]);
    }

    [Fact]
    public void Areas_fill_from_the_rim_and_stay_within_what_is_around_them()
    {
        float[] x = Ramp(),
            before = Ramp();
        int[] area = [20, 21, 22, 29, 30, 31, 38, 39, 40];
        foreach (int at in area)
            x[at] = 1e6f;
        Interpolation.Fill(x, Size, Trusting(area));
        foreach (int at in area)
            Assert.InRange(x[at], before[10], before[50]); // corners of the rim
        for (int i = 0; i < x.Length; i++)
            if (!area.Contains(i))
                Assert.Equal(before[i], x[i]);
    }

    [Fact]
    public void Without_anything_to_go_by_it_is_black()
    {
        float[] x = Ramp();
        Interpolation.Fill(x, Size, new float[Size.Count]);
        Assert.All(x, v => Assert.Equal(0f, v));
    }
}
