using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Tests.Restoration;

namespace Deconv.Tests.Blind.Search.Lamps;

/// <summary>A dark street with lamps far brighter than what the format holds.</summary>
internal static class NightScene
{
    /// <summary>Rows and columns.</summary>
    public const int Size = 200;

    /// <summary>The path of the camera.</summary>
    public static Psf Shake { get; } = Psf.Parse("path:\"0,0 10,2 13,9 8,16\"*gaussian:0.6");

    /// <summary>Where the lamps are: row, column.</summary>
    public static IReadOnlyList<(int Row, int Column)> Lamps { get; } =
    [(40, 45), (35, 150), (100, 40), (95, 100), (110, 160), (160, 70), (165, 140)];

    /// <summary>The photograph: the scene under a blur, with noise, clipped at 1.</summary>
    /// <param name="psf">The blur.</param>
    /// <param name="lamps">How many of the lamps are lit.</param>
    /// <param name="light">Light of a lamp in units of white.</param>
    public static PlanarImage Photograph(Psf psf, int lamps, float light = 60)
    {
        using PlanarImage leaves = Scenes.Leaves(Size + psf.Shape.Width - 1);
        foreach (ref float v in leaves[0])
            v *= 0.08f;
        int down = psf.Shape.Height - 1 - psf.OriginRow,
            across = psf.Shape.Width - 1 - psf.OriginColumn;
        foreach ((int row, int column) in Lamps.Take(lamps))
            leaves[0][((row + down) * leaves.Shape.Width) + column + across] = light;
        var blur = new Convolution(leaves.Shape, psf.Shape, Extent.Valid);
        var photo = new PlanarImage(blur.Geometry.Output, 1);
        blur.WithKernel(psf.Samples).Apply(leaves[0], photo[0]);
        float[] noise = Samples.Normal(photo.Shape.Count, 3);
        for (int i = 0; i < noise.Length; i++)
            photo[0][i] = Math.Min(1, photo[0][i] + (0.001f * noise[i]));
        return photo;
    }
}
