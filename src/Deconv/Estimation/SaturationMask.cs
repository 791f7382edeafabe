namespace Deconv.Estimation;

/// <summary>
/// Finds clipped samples. A sample at the clipping level in any plane is a lower bound ("at least this bright"); its neighbors, which interpolation
/// may have mixed with it, are ignored.
/// </summary>
internal static class SaturationMask
{
    /// <summary>Weight of a sample that is a lower bound.</summary>
    public const float AtLeast = -1;

    /// <summary>1 where samples are trusted, <see cref="AtLeast"/> where they are clipped, 0 next to clipped ones; null if all are trusted.</summary>
    /// <param name="image">The image.</param>
    /// <param name="level">Level at or above which a sample is clipped, in units of the samples.</param>
    /// <param name="share">Fraction of samples that are not trusted, 0 to 1.</param>
    public static float[]? Find(PlanarImage image, double level, out double share)
    {
        int w = image.Shape.Width,
            h = image.Shape.Height,
            masked = 0;
        float[]? mask = null;
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            for (int i = 0; i < x.Length; i++)
            {
                if (x[i] < level)
                    continue;
                if (mask is null)
                    Array.Fill(mask = new float[image.Shape.Count], 1f);
                (int y, int column) = Math.DivRem(i, w);
                for (int v = Math.Max(0, y - 1); v <= Math.Min(h - 1, y + 1); v++)
                for (int u = Math.Max(0, column - 1); u <= Math.Min(w - 1, column + 1); u++)
                {
                    if (mask[(v * w) + u] != 1)
                        continue;
                    mask[(v * w) + u] = 0;
                    masked++;
                }

                mask[i] = AtLeast;
            }
        }

        share = (double)masked / image.Shape.Count;
        return mask;
    }
}
