using MathNet.Numerics.Statistics;

namespace Deconv.Estimation;

/// <summary>Noise of a part of a plane.</summary>
/// <param name="Light">Mean of its samples, in units of the samples.</param>
/// <param name="Variance">Variance of its noise, 0 or above.</param>
internal readonly record struct NoisePoint(double Light, double Variance);

/// <summary>
/// Mean variance of the noise over a plane from the variances of its parts. The law is v(light) = V (r + (1 − r) light / mean light): readout noise
/// and photon noise (Foi et al. 2008), r being the share of the variance that does not depend on the light. r is the one of a few values with which
/// the parts agree best; V is the mean over the parts, limited to a range around their median, so anything else in less than half of them has little
/// effect.
/// </summary>
internal static class NoiseLaw
{
    /// <summary>Number of parts below which r is 1.</summary>
    private const int MinPoints = 6;

    /// <summary>A variance that depends on the light must reduce the deviation of the parts to this fraction.</summary>
    private const double Better = 0.8;

    /// <summary>The largest deviation of the parts, as a fraction, with which such a law is believed: scenes agree with none.</summary>
    private const double Believed = 0.3;

    /// <summary>Parts further from the median than this factor count as if they were at this factor.</summary>
    private const double Range = 1.25;

    /// <summary>The values of r besides 1.</summary>
    private static readonly double[] Shares = [0.5, 0.25, 0.1, 0.02];

    /// <summary>The mean variance V; 0 without parts.</summary>
    /// <param name="parts">The parts, of equal size.</param>
    public static double MeanVariance(IReadOnlyCollection<NoisePoint> parts)
    {
        if (parts.Count == 0)
            return 0;
        double mean = parts.Average(p => p.Light);
        (double best, double deviation) = Middle(parts, _ => 1);
        if (parts.Count < MinPoints || !(mean > 0))
            return best;
        double limit = Math.Min(Better * deviation, Believed);
        foreach (double share in Shares)
        {
            (double middle, double its) = Middle(parts, light => share + ((1 - share) * Math.Max(0, light) / mean));
            if (its < limit)
                (best, limit) = (middle, its);
        }

        return best;
    }

    /// <summary>Limited mean of the variances divided by a law, and their median absolute deviation from it as a fraction of it.</summary>
    private static (double Middle, double Deviation) Middle(IReadOnlyCollection<NoisePoint> parts, Func<double, double> law)
    {
        double[] ratios = [.. parts.Select(p => p.Variance / law(p.Light))];
        double median = ArrayStatistics.MedianInplace(ratios),
            middle = ratios.Average(r => Math.Clamp(r, median / Range, median * Range));
        return (middle, middle > 0 ? ArrayStatistics.MedianInplace([.. ratios.Select(r => Math.Abs(r - middle))]) / middle : 0);
    }
}
