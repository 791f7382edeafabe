using Deconv.Numerics;
using Deconv.Psfs;
using MathNet.Numerics.Statistics;

namespace Deconv.Estimation;

/// <summary>
/// Standard deviation of the noise in a blurred plane: the smaller of two robust estimates, from the frequencies that the PSF attenuates most
/// (<see cref="NoiseTiles"/>) and from the finest details (<see cref="NoiseDetails"/>). It is the root mean square over the plane, also for photon
/// noise; lamps, stars, impulses, clipped areas and what replaces untrusted samples do not count. Without them it is accurate to 1 % on average for
/// σ of 1 % of white or more, 10 % at worst. With a PSF without nulls (a very small blur) fine texture counts as noise.
/// </summary>
internal static class NoiseEstimator
{
    /// <summary>σ in units of the samples, 0 or above. Does not depend on the number of threads.</summary>
    /// <param name="image">The plane.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="weights">Weight of every sample, 0 or below for untrusted ones such as clipped samples and impulses; empty for 1.</param>
    public static double Estimate(ReadOnlySpan<float> image, Shape shape, Psf psf, ReadOnlySpan<float> weights = default)
    {
        List<NoisePoint> tiles = new NoiseTiles(shape, psf).Measure(image, shape, weights);
        double? details = NoiseDetails.MeanVariance(image, shape, weights);
        double nulls = tiles.Count > 0 ? NoiseLaw.MeanVariance(tiles) : double.PositiveInfinity;
        return Math.Sqrt(Math.Min(nulls, details ?? (tiles.Count > 0 ? nulls : 0)));
    }

    /// <summary>The order statistic of a zero-based rank; reorders the samples.</summary>
    internal static float Rank(float[] samples, int rank) => ArrayStatistics.OrderStatisticInplace(samples, Math.Clamp(rank + 1, 1, samples.Length));

    /// <summary>plane = (image − mean) · Hann window, zero around; returns the sum of the squared window.</summary>
    internal static double Windowed(ReadOnlySpan<float> image, Shape shape, Span<float> plane, int stride)
    {
        float mean = (float)(Reduce.Sum(image) / image.Length);
        double energy = 0;
        plane.Clear();
        double[] across = [.. Enumerable.Range(0, shape.Width).Select(x => Hann(x, shape.Width))];
        for (int y = 0; y < shape.Height; y++)
        {
            double down = Hann(y, shape.Height);
            for (int x = 0; x < shape.Width; x++)
            {
                double w = down * across[x];
                energy += w * w;
                plane[(y * stride) + x] = (float)w * (image[(y * shape.Width) + x] - mean);
            }
        }

        return energy;
    }

    /// <summary>The Hann window of n samples.</summary>
    internal static double Hann(int i, int n) => 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / n)); // above 0 for every length

    /// <summary>Median |detail| / 0.6745 of the diagonal Haar details (Donoho and Johnstone 1994); plain differences in one dimension.</summary>
    internal static double Haar(ReadOnlySpan<float> x, Shape shape)
    {
        int down = shape.Height > 1 ? shape.Width : 0,
            count = 0;
        var details = new float[Math.Max(1, shape.Height / 2) * (shape.Width / 2)];
        for (int y = 0; y + 1 < Math.Max(2, shape.Height); y += 2)
        for (int i = 0; i + 1 < shape.Width; i += 2)
        {
            int at = (y * shape.Width) + i;
            float across = x[at] - x[at + 1];
            details[count++] = Math.Abs(down > 0 ? 0.5f * (across - x[at + down] + x[at + down + 1]) : across * 0.70710678f);
        }

        return count == 0 ? 0 : Rank(details, count / 2) / 0.6745;
    }
}
