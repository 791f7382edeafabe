using System.Numerics.Tensors;
using Deconv.Psfs;

namespace Deconv.Blind.Search.Lamps;

/// <summary>
/// Lamps without their streaks. A lamp is where the whole path of the camera, laid from there, is as bright in the blurred image as the path says:
/// the erosion of the image by the path. A small lamp becomes a point, and a large one gets its shape back.
/// </summary>
internal static class LampLight
{
    /// <summary>Share of the largest tap from which a tap belongs to the path.</summary>
    private const float Core = 0.25f;

    /// <summary>Share of the path that may be darker: it is not known exactly.</summary>
    private const double Missing = 0.2;

    /// <summary>Brightness of a streak between which a sample becomes a lamp, as shares of the level of clipped light.</summary>
    private const float Dark = 0.15f,
        Bright = 0.35f;

    /// <summary>Puts the lamps into a restoration that was made without them.</summary>
    /// <param name="blurred">The image.</param>
    /// <param name="restored">Its restoration; changed.</param>
    /// <param name="psf">The path.</param>
    /// <param name="level">Level of clipped light, in units of the samples.</param>
    public static void PutInto(PlanarImage restored, PlanarImage blurred, Psf psf, double level)
    {
        Shape shape = blurred.Shape;
        List<(int Row, int Column, float Share)> path = Path(psf);
        int allowed = (int)(Missing * path.Count);
        var lamp = new float[blurred.Count];
        var along = new float[blurred.Count][];
        for (int plane = 0; plane < along.Length; plane++)
            along[plane] = new float[path.Count];
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
        {
            if (!Lay(blurred, path, y, x, (float)level * Dark, allowed, along))
                continue;
            for (int plane = 0; plane < lamp.Length; plane++)
            {
                Array.Sort(along[plane]);
                lamp[plane] = along[plane][allowed];
            }

            // All light of a streak in one place is far above white: what is left of it is its color.
            float brightest = TensorPrimitives.Max<float>(lamp),
                share = Math.Clamp(((brightest / (float)level) - Dark) / (Bright - Dark), 0, 1);
            for (int plane = 0; plane < lamp.Length && share > 0; plane++)
            {
                ref float sample = ref restored[plane][(y * shape.Width) + x];
                sample += share * Math.Max(0, ((float)level * lamp[plane] / brightest) - sample);
            }
        }
    }

    /// <summary>The samples under the path from a place; false if more of them are dark than allowed.</summary>
    private static bool Lay(
        PlanarImage blurred,
        List<(int Row, int Column, float Share)> path,
        int y,
        int x,
        float dark,
        int allowed,
        float[][] along
    )
    {
        int w = blurred.Shape.Width,
            missing = 0;
        for (int i = 0; i < path.Count; i++)
        {
            int at = (Math.Clamp(y + path[i].Row, 0, blurred.Shape.Height - 1) * w) + Math.Clamp(x + path[i].Column, 0, w - 1);
            float brightest = 0;
            for (int plane = 0; plane < along.Length; plane++)
                brightest = Math.Max(brightest, along[plane][i] = blurred[plane][at] / path[i].Share);
            if (brightest < dark && ++missing > allowed)
                return false;
        }

        return true;
    }

    private static List<(int Row, int Column, float Share)> Path(Psf psf)
    {
        var path = new List<(int, int, float)>();
        float peak = TensorPrimitives.Max(psf.Samples);
        for (int i = 0; i < psf.Samples.Length; i++)
            if (psf.Samples[i] >= Core * peak)
                path.Add(((i / psf.Shape.Width) - psf.OriginRow, (i % psf.Shape.Width) - psf.OriginColumn, psf.Samples[i] / peak));
        return path;
    }
}
