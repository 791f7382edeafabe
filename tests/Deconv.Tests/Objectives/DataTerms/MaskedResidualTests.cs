using Deconv.Objectives.DataTerms;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Objectives.DataTerms;

/// <summary>Residuals of luminance and color differences, weighted in red, green and blue.</summary>
public class MaskedResidualTests
{
    private static readonly Shape Size = new(7, 19);

    private static PlanarImage Image(int seed)
    {
        var image = new PlanarImage(Size, 3);
        for (int p = 0; p < 3; p++)
            Samples.Positive(Size.Count, seed + p).CopyTo(image[p]);
        return image;
    }

    /// <summary>Against the residual of every channel alone, converted to the opponent axes afterwards.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    public void It_is_that_of_the_channels(double deviation)
    {
        RobustPotential potential = new(deviation);
        using PlanarImage x = Image(1),
            y = Image(11),
            masks = Image(21),
            expected = x.Clone(),
            seen = y.Clone();
        ResidualSums sums = default;
        for (int p = 0; p < 3; p++)
        {
            for (int i = p; i < Size.Count; i += 4)
                masks[p][i] *= -1;
            for (int i = 0; i < Size.Count; i += 3)
                masks[p][i] += MathF.CopySign(MaskedResidual.Doubt, masks[p][i]);
            sums += MaskedResidual.OfPlane(expected[p], y[p], masks[p], potential);
        }

        ColorSpace.ToOpponent(expected);
        ColorSpace.ToOpponent(x);
        ColorSpace.ToOpponent(seen);
        ResidualSums color = MaskedResidual.OfColor(x[0], x[1], x[2], seen[0], seen[1], seen[2], masks[0], masks[1], masks[2], potential);
        Assert.Equal(sums.Squares, color.Squares, 1e-4);
        Assert.Equal(sums.Value, color.Value, 1e-4);
        for (int p = 0; p < 3; p++)
        for (int i = 0; i < Size.Count; i++)
            Assert.Equal(expected[p][i], x[p][i], 1e-5);
    }
}
