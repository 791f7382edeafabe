using Deconv.Estimation;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Estimation;

public class ImpulseMaskTests
{
    private static readonly Shape Size = new(20, 24);

    /// <summary>A smooth picture with some samples replaced; which of them are found, and what else.</summary>
    private static (int Missed, int Wrong) Find(float value, params (int Row, int Column)[] impulses)
    {
        using PlanarImage image = new(Size, 1);
        for (int i = 0; i < Size.Count; i++)
            image[0][i] = 0.5f + (0.2f * MathF.Sin(0.2f * (i % Size.Width)) * MathF.Cos(0.15f * (i / Size.Width)));
        foreach ((int row, int column) in impulses)
            image[0][(row * Size.Width) + column] = value;
        float[] trust = new float[Size.Count];
        Array.Fill(trust, 1f);
        ImpulseMask.Apply(image, Psf.Disk(2), () => 0.002, trust);
        int[] at = [.. impulses.Select(i => (i.Row * Size.Width) + i.Column)];
        return (at.Count(i => trust[i] != 0), Enumerable.Range(0, Size.Count).Count(i => trust[i] == 0 && !at.Contains(i)));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    public void Alone_or_up_to_four_together_impulses_are_found(float value)
    {
        Assert.Equal((0, 0), Find(value, (5, 5)));
        Assert.Equal((0, 0), Find(value, (0, 0), (19, 23), (0, 10)));
        Assert.Equal((0, 0), Find(value, (5, 5), (5, 6)));
        Assert.Equal((0, 0), Find(value, (5, 5), (6, 4), (6, 5)));
        Assert.Equal((0, 0), Find(value, (5, 5), (5, 6), (6, 5), (6, 6)));
    }

    [Fact]
    public void A_line_or_an_edge_is_none()
    {
        Assert.Equal(9, Find(1, [.. Enumerable.Range(6, 9).Select(c => (8, c))]).Missed);
        Assert.Equal(9, Find(1, [.. Enumerable.Range(6, 9).Select(c => (c, c))]).Missed);
        Assert.Equal(40, Find(1, [.. Enumerable.Range(0, 40).Select(i => (5 + (i / 8), 5 + (i % 8)))]).Missed);
    }
}
