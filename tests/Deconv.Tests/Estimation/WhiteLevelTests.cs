using Deconv.Estimation;
using Xunit;

namespace Deconv.Tests.Estimation;

public class WhiteLevelTests
{
    [Fact]
    public void It_is_the_level_that_few_samples_exceed()
    {
        using var image = new PlanarImage(new(100, 100), 1);
        for (int i = 0; i < 10000; i++)
            image[0][i] = i / 10000f;
        Assert.Equal(0.999, WhiteLevel.Of(image), 1e-3);
        image[0][5] = 500; // one hot pixel does not decide
        Assert.Equal(0.999, WhiteLevel.Of(image), 1e-3);
        image[0].Clear();
        Assert.Equal(1, WhiteLevel.Of(image));
        image[0].Fill(-3);
        Assert.Equal(3, WhiteLevel.Of(image));
    }

    /// <summary>A dim scene with a lamp is scaled like the scene without it: neither the lamp nor the light around it decides.</summary>
    [Fact]
    public void A_lamp_and_its_surroundings_do_not_decide()
    {
        using PlanarImage dim = Dim(0),
            lit = Dim(3);
        double alone = WhiteLevel.Of(dim, saturationLevel: 1, blur: new(9, 9));
        Assert.Equal(alone, WhiteLevel.Of(lit, saturationLevel: 1, blur: new(9, 9)), 0.02);
        Assert.True(WhiteLevel.Of(lit, saturationLevel: 1) > 2 * alone);
    }

    /// <summary>Much clipped light is no lamp but a bright part of the scene.</summary>
    [Fact]
    public void Bright_parts_of_a_scene_count()
    {
        using PlanarImage sky = Dim(14);
        Assert.True(WhiteLevel.Of(sky, saturationLevel: 1, blur: new(9, 9)) > 0.6);
    }

    /// <summary>A scene up to 0.3 with a clipped square and a gray rim of four pixels around it.</summary>
    private static PlanarImage Dim(int half)
    {
        var image = new PlanarImage(new(150, 150), 1);
        for (int y = 0; y < 150; y++)
        for (int x = 0; x < 150; x++)
        {
            int away = Math.Max(Math.Abs(y - 60), Math.Abs(x - 70)) - half;
            image.Row(0, y)[x] =
                half > 0 && away < 0 ? 1
                : half > 0 && away < 4 ? 0.8f
                : 0.3f * ((x * 7) + (y * 13)) / 3000;
        }

        return image;
    }
}
