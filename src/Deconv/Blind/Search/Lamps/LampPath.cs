using System.Numerics.Tensors;
using Deconv.Blind.Steps;
using Deconv.Psfs;

namespace Deconv.Blind.Search.Lamps;

/// <summary>The path of the camera as several lamps show it.</summary>
/// <param name="Psf">The kernel, read from the lamp that shows it most finely.</param>
/// <param name="Lamps">How many show it.</param>
internal sealed record LampPath(Psf Psf, int Lamps)
{
    /// <summary>Name of the hypothesis, for reports.</summary>
    public const string Name = "lamps";

    /// <summary>Similarity from which two spots, or a spot and a kernel, show the same path.</summary>
    public const double Alike = 0.85;

    /// <summary>
    /// Factor of λ for images with lamps: the curve of a camera is not known near white, so a kernel explains them less exactly than others.
    /// </summary>
    public const double LambdaFactor = 3;

    /// <summary>Smallest tap over the largest one; the rest is the glow around a lamp.</summary>
    private const double Glow = 0.08;

    /// <summary>Smallest part of a path, as a share of all its light.</summary>
    private const double SmallestPart = 0.05;

    /// <summary>Share of the largest tap above which a tap belongs to the core of a path.</summary>
    private const float Core = 0.3f;

    /// <summary>Similarity to a Gaussian of the same moments below which a spot has a shape of its own.</summary>
    private const double MaxPlainness = 0.84;

    /// <summary>Area of the core over that of the ellipse of the same moments, at most: a path is thin.</summary>
    private const double MaxFilling = 0.64;

    /// <summary>A spot as a kernel: square, without the glow, its center of mass in the middle.</summary>
    public static Psf Of(BrightSpot spot)
    {
        int n = Math.Max(spot.Shape.Height, spot.Shape.Width) | 1;
        var k = new float[n * n];
        for (int y = 0; y < spot.Shape.Height; y++)
            spot.Samples.AsSpan(y * spot.Shape.Width, spot.Shape.Width).CopyTo(k.AsSpan(y * n));
        KernelShape.Prune(k, n, Glow, SmallestPart);
        KernelShape.Recenter(k, n);
        return Psf.FromSamples(new(n, n), k);
    }

    /// <summary>
    /// Whether a spot is a thin, bent line. Windows, letters and lamps themselves are mostly compact or straight, and then alike without a blur.
    /// </summary>
    public static bool IsPath(Psf spot)
    {
        int n = spot.Shape.Width;
        double row = 0,
            column = 0;
        for (int i = 0; i < spot.Samples.Length; i++)
            (row, column) = (row + (spot.Samples[i] * (i / n)), column + (spot.Samples[i] * (i % n)));
        double yy = 0,
            xx = 0,
            xy = 0;
        for (int i = 0; i < spot.Samples.Length; i++)
        {
            double y = (i / n) - row,
                x = (i % n) - column,
                v = spot.Samples[i];
            (yy, xx, xy) = (yy + (v * y * y), xx + (v * x * x), xy + (v * x * y));
        }

        double det = (yy * xx) - (xy * xy);
        if (!(det > 0))
            return false;
        var plain = new float[n * n];
        int core = 0;
        float level = Core * TensorPrimitives.Max(spot.Samples);
        for (int i = 0; i < plain.Length; i++)
        {
            double y = (i / n) - row,
                x = (i % n) - column;
            plain[i] = (float)Math.Exp(-0.5 * ((yy * x * x) - (2 * xy * x * y) + (xx * y * y)) / det);
            core += spot.Samples[i] >= level ? 1 : 0;
        }

        return core < MaxFilling * 4 * Math.PI * Math.Sqrt(det) && PsfSimilarity.At(spot.Samples, spot.Shape, plain, spot.Shape, 0, 0) < MaxPlainness;
    }
}
