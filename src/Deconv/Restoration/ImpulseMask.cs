namespace Deconv.Restoration;

/// <summary>
/// Dead and hot pixels, salt and pepper: samples far outside the range of their neighbors, one of which may be an impulse itself. A blurred picture has no such samples of its own, as
/// long as the blur is wider than a pixel. They are masked, so that the solver fills them in, and
/// replaced by the median, so that estimates of the noise do not see them.
/// </summary>
internal static class ImpulseMask
{
    /// <summary>Distance from that range, in units of white, that no blurred detail has.</summary>
    private const float Distance = 0.12f;

    /// <summary>The same in units of the noise, for noisy pictures: five in ten million samples of pure noise are this far.</summary>
    private const double NoiseDistance = 6;

    /// <summary>A PSF narrower than this lets points of the scene through.</summary>
    private const double NarrowestBlur = 0.7;

    /// <summary>Sets samples of <paramref name="trust"/> to 0 where any plane has an impulse; returns how many.</summary>
    /// <param name="image">The picture, white about 1; impulses are replaced by the median around them.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="noise">Standard deviation of the noise of one plane; asked for only when there is a candidate.</param>
    /// <param name="trust">Weights, 1 where nothing is known.</param>
    public static int Apply(PlanarImage image, Psf psf, Func<double> noise, Span<float> trust)
    {
        if (psf.Diagnose().RmsRadius < NarrowestBlur || image.Shape.Height < 3 || image.Shape.Width < 3) return 0;
        float limit = Distance;
        bool certain = false;
        int w = image.Shape.Width, h = image.Shape.Height, found = 0;
        Span<float> window = stackalloc float[8];
        for (int plane = 0; plane < image.Count; plane++)
        {
            Span<float> x = image[plane];
            for (int y = 0; y < h; y++)
                for (int column = 0; column < w; column++)
                {
                    int at = (y * w) + column;

                    // Cheap first: a sample between two of its neighbors is no impulse.
                    int left = column > 0 ? at - 1 : at + 1, right = column < w - 1 ? at + 1 : at - 1;
                    if (Math.Abs(x[at] - x[left]) < limit || Math.Abs(x[at] - x[right]) < limit) continue;
                    int n = 0;
                    for (int v = Math.Max(0, y - 1); v <= Math.Min(h - 1, y + 1); v++)
                        for (int u = Math.Max(0, column - 1); u <= Math.Min(w - 1, column + 1); u++)
                            if ((v * w) + u != at) window[n++] = x[(v * w) + u];
                    Span<float> seen = window[..n];
                    seen.Sort();
                    float outside = Math.Max(x[at] - seen[n - 2], seen[1] - x[at]);
                    if (outside <= limit) continue;
                    if (!certain)
                    {
                        (limit, certain) = ((float)Math.Max(Distance, NoiseDistance * noise()), true);
                        if (outside <= limit) continue;
                    }

                    x[at] = seen[n / 2];
                    if (trust[at] != 0) found++;
                    trust[at] = 0;
                }
        }

        return found;
    }

    /// <summary>Sets trust to 0 where the answer cannot explain the sample: four times the noise and more.</summary>
    public static int Again(ReadOnlySpan<float> residual, Span<float> trust)
    {
        int found = 0;
        for (int i = 0; i < residual.Length; i++)
        {
            if (Math.Abs(residual[i]) <= 4 || trust[i] == 0) continue;
            trust[i] = 0;
            found++;
        }

        return found;
    }
}
