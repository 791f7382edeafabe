using Deconv.Estimation;

namespace Deconv.Blind.Search;

/// <summary>
/// Which samples the kernel search trusts: not the clipped ones, and not their neighbors, whose differences to them are not those of the light.
/// </summary>
internal static class UnclippedSamples
{
    /// <summary>One plane, 1 where a sample is trusted and 0 where not; null if nothing is clipped.</summary>
    /// <param name="image">The image; a sample is clipped if any plane is.</param>
    /// <param name="level">Level at or above which a sample is clipped, in units of the samples.</param>
    /// <param name="share">Fraction of samples that are not trusted, 0 to 1.</param>
    public static PlanarImage? Find(PlanarImage image, double level, out double share)
    {
        int w = image.Shape.Width,
            h = image.Shape.Height;
        PlanarImage? trusted = null;
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            double clipped = ClipLevel.Of(x, level);
            for (int i = 0; i < x.Length; i++)
            {
                if (x[i] < clipped)
                    continue;
                if (trusted is null)
                {
                    trusted = new(image.Shape, 1);
                    trusted[0].Fill(1);
                }

                (int y, int column) = Math.DivRem(i, w);
                int first = Math.Max(0, column - 1);
                for (int v = Math.Max(0, y - 1); v <= Math.Min(h - 1, y + 1); v++)
                    trusted[0].Slice((v * w) + first, Math.Min(w - 1, column + 1) - first + 1).Clear();
            }
        }

        share = 0;
        if (trusted is not null)
            foreach (float t in trusted[0])
                share += (1 - t) / image.Shape.Count;
        return trusted;
    }
}
