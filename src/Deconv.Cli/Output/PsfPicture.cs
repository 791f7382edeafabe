using Deconv.Psfs;

namespace Deconv.Cli.Output;

/// <summary>A PSF as an image to look at.</summary>
internal static class PsfPicture
{
    /// <summary>
    /// One plane of screen values: the largest sample is 1 (white); brightness by the square root of the sample, so that faint parts show.
    /// </summary>
    /// <param name="psf">The PSF.</param>
    /// <param name="scale">Pixels per sample along each axis.</param>
    public static PlanarImage Draw(Psf psf, int scale = 1)
    {
        Shape shape = psf.Shape;
        var plane = new PlanarImage(new(scale * shape.Height, scale * shape.Width), 1);
        float largest = psf.Samples.ToArray().Max();
        for (int y = 0; y < plane.Shape.Height; y++)
        for (int x = 0; x < plane.Shape.Width; x++)
            plane.Row(0, y)[x] = MathF.Sqrt(Math.Max(0, psf.Samples[(y / scale * shape.Width) + (x / scale)]) / largest);
        return plane;
    }
}
