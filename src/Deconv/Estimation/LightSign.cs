namespace Deconv.Estimation;

/// <summary>
/// Whether samples are light, which is positive, or signed data. Light with its background subtracted is negative by no more than its noise; data are
/// signed if more of them are negative by far than outliers explain.
/// </summary>
internal static class LightSign
{
    /// <summary>Standard deviations of the noise that light is never below zero by.</summary>
    private const double Far = 5;

    /// <summary>Share of samples up to which they are outliers.</summary>
    private const double Outliers = 1e-3;

    /// <summary>True for signed data.</summary>
    /// <param name="image">The image.</param>
    /// <param name="weights">Weight per sample, one plane; samples of weight 0 are ignored and need not be finite. Null: 1 for all.</param>
    public static bool IsSigned(PlanarImage image, PlanarImage? weights)
    {
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            if (!x.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon))
                continue;
            double level = -Far * NoiseEstimator.Haar(x, image.Shape);
            int below = 0,
                all = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (!float.IsFinite(x[i]) || weights?[0][i] <= 0)
                    continue;
                all++;
                below += x[i] < level ? 1 : 0;
            }

            if (below > Outliers * all)
                return true;
        }

        return false;
    }
}
