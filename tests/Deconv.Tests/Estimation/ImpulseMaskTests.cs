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
        ImpulseMask.Apply(image[0], Size, Psf.Disk(2), () => 0.002, trust);
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

    /// <summary>Stars of undersampled pictures may be sharper than a PSF that was measured on many of them.</summary>
    [Fact]
    public void A_star_that_is_sharper_than_the_PSF_is_none()
    {
        float[] x = new float[Size.Count],
            trust = new float[Size.Count];
        for (int y = -3; y <= 3; y++)
        for (int u = -3; u <= 3; u++)
            x[((9 + y) * Size.Width) + 8 + u] = MathF.Exp(-1.2f * ((y * y) + (u * u)));
        x[(9 * Size.Width) + 18] = 1;
        Array.Fill(trust, 1f);
        Assert.Equal(1, ImpulseMask.Apply(x, Size, Psf.Gaussian(2), () => 0.002, trust));
        Assert.Equal(0, trust[(9 * Size.Width) + 18]);
    }

    /// <summary>
    /// The blur of a point of light by a PSF with a narrow peak stands out from its neighbors too; a sample that stands out more does not.
    /// </summary>
    [Fact]
    public void The_blur_of_a_point_is_none_and_a_hot_pixel_is()
    {
        Psf psf = Psf.Gaussian(1);
        float[] x = new float[Size.Count],
            trust = new float[Size.Count];
        for (int y = -3; y <= 3; y++)
        for (int u = -3; u <= 3; u++)
            x[((9 + y) * Size.Width) + 8 + u] = MathF.Exp(-0.5f * ((y * y) + (u * u)));
        x[(9 * Size.Width) + 18] = 1;
        Array.Fill(trust, 1f);
        Assert.Equal(1, ImpulseMask.Apply(x, Size, psf, () => 0.002, trust));
        Assert.Equal(0, trust[(9 * Size.Width) + 18]);
        Array.Fill(trust, 1f);
        Assert.Equal(0, ImpulseMask.Apply(x, Size, Psf.Delta(), () => 0.002, trust));
    }
}
