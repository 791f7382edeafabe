using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Imaging.Tests.Photographs;

/// <summary>Photographs of drawn scenes, blurred and with noise.</summary>
internal static class Drawn
{
    public static Psf Lens { get; } = Psf.Disk(3);

    /// <summary>Tiles, light of 0.1 to 0.8.</summary>
    public static PlanarImage Light(Shape shape, int planes, Psf psf, double noise = 0.004, int seed = 1)
    {
        using var scene = new PlanarImage(new(shape.Height + psf.Shape.Height - 1, shape.Width + psf.Shape.Width - 1), planes);
        for (int c = 0; c < planes; c++)
        for (int y = 0; y < scene.Shape.Height; y++)
        for (int x = 0; x < scene.Shape.Width; x++)
            scene.Row(c, y)[x] = 0.12f + (0.05f * c) + (0.05f * (((x / 11 * 7) + (y / 13 * 5) + (x / 17 * (y / 19))) % 12));
        PlanarImage blurred = Degradation.Blur(scene, psf, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(blurred, noise, seed);
        return blurred;
    }

    public static Photograph Photograph(int planes = 1, int width = 90, int height = 70) =>
        new(Light(new(height, width), planes, Lens)) { Depth = SampleDepth.UInt16 };

    /// <summary>The photograph as a file holds it.</summary>
    public static Photograph InFile(Photograph photograph, string format, SaveOptions? options = null)
    {
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, format, options);
        return ImageFile.Load(new MemoryStream(file.ToArray()));
    }

    public static bool Same(PlanarImage a, PlanarImage b) =>
        a.Shape == b.Shape && a.Count == b.Count && Enumerable.Range(0, a.Count).All(c => a[c].SequenceEqual(b[c]));

    /// <summary>Root mean square difference.</summary>
    public static double Difference(PlanarImage a, PlanarImage b)
    {
        double squares = 0;
        for (int c = 0; c < a.Count; c++)
        for (int i = 0; i < a[c].Length; i++)
            squares += Math.Pow(a[c][i] - b[c][i], 2);
        return Math.Sqrt(squares / a.Count / a.Shape.Count);
    }
}
