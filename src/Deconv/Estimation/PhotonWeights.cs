using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// Trust in samples whose noise grows with the light: the variance is proportional to the light plus a part that is everywhere. The blurred
/// picture, smoothed a little, tells the light well enough. A sample counts by the median variance over its own, at most 1: the bright half
/// counts less than before, and the restoration may go by the noise of the dark half.
/// </summary>
internal static class PhotonWeights
{
    /// <summary>Share of the variance that does not depend on the light: reading out, rounding.</summary>
    private const double Read = 0.02;

    private static readonly Psf Smooth = Psf.Gaussian(1.5);

    /// <summary>
    /// Multiplies weights; returns what they were measured by; the square root of the median variance is the noise of a sample of weight 1.
    /// </summary>
    /// <param name="light">The blurred plane that tells the light.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="noise">Root mean square of the noise over the plane.</param>
    /// <param name="measured">Mean light and median variance; null to measure them here.</param>
    /// <param name="weights">Weights so far, negative ones of lower bounds included; changed.</param>
    public static (double MeanLight, double MedianVariance) Apply(
        ReadOnlySpan<float> light,
        Shape shape,
        double noise,
        (double MeanLight, double MedianVariance)? measured,
        Span<float> weights
    )
    {
        using AlignedBuffer smooth = AlignedPool.Rent(shape.Count);
        Span<float> variance = smooth.Span;
        Psf psf = shape.Contains(Smooth.Shape) ? Smooth : Psf.Delta();
        new Blur(psf, shape, Boundary.Replicate).Apply(light, variance);
        double mean = measured?.MeanLight ?? Math.Max(Reduce.Sum(variance) / variance.Length, 1e-12);
        foreach (ref float v in variance)
            v = (float)(noise * noise * (Read + ((1 - Read) * Math.Max(v, 0) / mean)));
        float median = (float?)measured?.MedianVariance ?? NoiseEstimator.Rank(variance.ToArray(), variance.Length / 2);
        for (int i = 0; i < weights.Length; i++)
            weights[i] *= Math.Min(1, median / variance[i]);
        return (mean, median);
    }
}
