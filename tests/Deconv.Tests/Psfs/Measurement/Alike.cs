using Deconv.Psfs;

namespace Deconv.Tests.Psfs.Measurement;

/// <summary>How alike two PSFs are, origin on origin.</summary>
internal static class Alike
{
    /// <summary>Normalized correlation: 1 for the same.</summary>
    public static double Of(Psf a, Psf b)
    {
        double ab = 0,
            aa = 0,
            bb = 0;
        for (int y = -40; y <= 40; y++)
        for (int x = -40; x <= 40; x++)
        {
            double u = At(a, y, x),
                v = At(b, y, x);
            (ab, aa, bb) = (ab + (u * v), aa + (u * u), bb + (v * v));
        }

        return ab / Math.Sqrt(aa * bb);

        static double At(Psf psf, int y, int x)
        {
            (int v, int u) = (y + psf.OriginRow, x + psf.OriginColumn);
            return (uint)v < (uint)psf.Shape.Height && (uint)u < (uint)psf.Shape.Width ? psf.Samples[(v * psf.Shape.Width) + u] : 0;
        }
    }
}
