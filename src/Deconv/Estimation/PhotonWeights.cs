using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// Weights of samples for noise that grows with the light: the variance is proportional to the light plus a constant. The light is estimated by the
/// slightly smoothed blurred image. The weight of a sample is the median variance over its own variance, at most 1: the bright half gets less weight,
/// and the restoration uses the noise level of the dark half.
/// </summary>
internal static class PhotonWeights
{
    /// <summary>Fraction of the variance that does not depend on the light: readout, rounding.</summary>
    private const double Read = 0.02;

    private static readonly Psf Smooth = Psf.Gaussian(1.5);

    /// <summary>
    /// Multiplies the weights; returns the mean light and median variance that were used. The square root of the median variance is the noise of a
    /// sample of weight 1.
    /// </summary>
    /// <param name="light">The blurred plane that the light is estimated from.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="noise">Root mean square of the noise over the plane.</param>
    /// <param name="measured">Mean light and median variance; null to measure them here.</param>
    /// <param name="weights">Weights so far, including the negative ones of clipped samples; changed.</param>
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
