namespace Deconv.Estimation;

/// <summary>
/// Variance of the noise from the finest diagonal Haar details (Donoho and Johnstone 1994): an upper bound, since fine texture adds to them. Spots of
/// any brightness, which spoil the few details that touch them, have little effect. Blocks that do not show noise are left out.
/// </summary>
internal static class NoiseDetails
{
    /// <summary>Classes of equal light, so that photon noise does not look like outliers; fewer for small planes.</summary>
    private const int Classes = 16;

    /// <summary>Details per class, at least.</summary>
    private const int ClassSize = 64;

    /// <summary>Number of details that suffice for 0.5 % of the noise.</summary>
    private const int Enough = 1 << 15;

    /// <summary>Where fewer blocks than this fraction show noise, they are not typical: all blocks are used.</summary>
    private const double MinShare = 0.05;

    /// <summary>Standard deviations at which a detail is limited.</summary>
    private const double Limit = 1.5;

    /// <summary>E min(z², <see cref="Limit"/>²) for normally distributed z.</summary>
    private const double Limited = 0.77847;

    private const int MaxSteps = 30;

    /// <summary>The mean variance over the plane; null for a plane without 2×2 blocks.</summary>
    /// <param name="x">The plane.</param>
    /// <param name="shape">Its shape; one row has plain differences.</param>
    /// <param name="weights">Weight of every sample, 0 or below for untrusted; empty for 1.</param>
    public static double? MeanVariance(ReadOnlySpan<float> x, Shape shape, ReadOnlySpan<float> weights)
    {
        var evidence = new NoiseEvidence(x, shape, weights);
        int rows = Math.Max(1, shape.Height / 2),
            columns = shape.Width / 2,
            step = Math.Max(1, rows * columns / Enough);
        var light = new float[((rows + step - 1) / step) * columns];
        var details = new float[light.Length];
        int count = Collect(evidence, step, x, shape, (light, details), true);
        if (count <= MinShare * light.Length)
            count = Collect(evidence, step, x, shape, (light, details), false);
        if (count == 0)
            return null;
        Array.Sort(light, details, 0, count);
        var parts = new NoisePoint[Math.Clamp(count / ClassSize, 1, Classes)];
        for (int i = 0; i < parts.Length; i++)
        {
            int from = (int)((long)count * i / parts.Length),
                to = (int)((long)count * (i + 1) / parts.Length);
            parts[i] = new(light[from..to].Average(), Variance(details.AsSpan(from, to - from)));
        }

        return NoiseLaw.MeanVariance(parts);
    }

    /// <summary>Mean and detail of every block of every <paramref name="step"/>th pair of rows; returns their number.</summary>
    private static int Collect(
        NoiseEvidence evidence,
        int step,
        ReadOnlySpan<float> x,
        Shape shape,
        (float[] Light, float[] Details) to,
        bool shownOnly
    )
    {
        int down = evidence.Down,
            count = 0;
        for (int y = 0; y + 1 < Math.Max(2, shape.Height); y += 2 * step)
        for (int i = 0; i + 1 < shape.Width; i += 2)
        {
            int at = (y * shape.Width) + i;
            if (shownOnly && !evidence.Shows(at))
                continue;
            float a = x[at],
                b = x[at + 1],
                c = x[at + down],
                d = x[at + down + 1];
            to.Light[count] = (a + b + c + d) / 4;
            to.Details[count++] = down > 0 ? 0.5f * (a - b - c + d) : (a - b) * 0.70710678f;
        }

        return count;
    }

    /// <summary>
    /// The variance v for which the mean of min(d², c² v) is that of a normal distribution (Huber 1964). Unlike a median, it resolves noise below
    /// the step of quantized samples.
    /// </summary>
    private static double Variance(ReadOnlySpan<float> details)
    {
        double variance = 0;
        foreach (float detail in details)
            variance += (double)detail * detail / details.Length;
        for (int i = 0; i < MaxSteps; i++)
        {
            double limit = Limit * Limit * variance,
                sum = 0,
                before = variance;
            foreach (float detail in details)
                sum += Math.Min((double)detail * detail, limit);
            variance = sum / details.Length / Limited;
            if (Math.Abs(variance - before) <= 1e-3 * before)
                break;
        }

        return variance;
    }
}
