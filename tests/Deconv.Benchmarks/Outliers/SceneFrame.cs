using Deconv.Benchmarks.Quality;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Outliers;

/// <summary>Scenes that are larger than the blurred picture, so that none of its samples depends on what is outside the scene.</summary>
internal static class SceneFrame
{
    /// <summary>The middle of a picture, so much that the blurred picture has at most size rows and columns.</summary>
    public static PlanarImage Middle(PlanarImage whole, Psf psf, int size)
    {
        var scene = new Shape(
            (int)Math.Min(whole.Shape.Height, (long)size + psf.Shape.Height - 1),
            (int)Math.Min(whole.Shape.Width, (long)size + psf.Shape.Width - 1)
        );
        return whole.Crop((whole.Shape.Height - scene.Height) / 2, (whole.Shape.Width - scene.Width) / 2, scene);
    }

    /// <summary>Row and column of the scene that the first sample of the blurred picture shows.</summary>
    public static (int Row, int Column) Start(Psf psf) => (psf.Shape.Height - 1 - psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn);

    /// <summary>Shape of the blurred picture.</summary>
    public static Shape Visible(Shape scene, Psf psf) => new(scene.Height - psf.Shape.Height + 1, scene.Width - psf.Shape.Width + 1);

    /// <summary>What a file of the sharp scene could hold: the part that the blurred picture shows, clipped.</summary>
    public static PlanarImage Truth(PlanarImage scene, Psf psf)
    {
        (int row, int column) = Start(psf);
        PlanarImage truth = scene.Crop(row, column, Visible(scene.Shape, psf));
        ClaimScene.Apply(truth, v => Math.Clamp(v, 0, 1));
        return truth;
    }

    /// <summary>Percentage of samples at white.</summary>
    public static double ClippedPercent(PlanarImage image)
    {
        long clipped = 0;
        for (int plane = 0; plane < image.Count; plane++)
            foreach (float v in image[plane])
                clipped += v >= 1 ? 1 : 0;
        return 100.0 * clipped / ((long)image.Shape.Count * image.Count);
    }
}
