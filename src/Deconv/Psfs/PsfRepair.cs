using MathNet.Numerics.Statistics;

namespace Deconv.Psfs;

/// <summary>Repairs common flaws of PSFs that were drawn, photographed or cropped.</summary>
public static class PsfRepair
{
    /// <summary>Mass of an island relative to the largest one, below which it is noise.</summary>
    private const double Speck = 0.01;

    /// <summary>
    /// Removes a background (the level of the border and its noise), negative samples and empty borders, and moves the center of mass to the middle
    /// by whole samples, so that no sample value changes, unless half a pixel or more would remain, as in PSFs of even size. The result has odd
    /// sizes, its origin in the middle, and sum 1.
    /// </summary>
    /// <param name="psf">Any PSF.</param>
    /// <exception cref="InvalidPsfException">No sample exceeds the background.</exception>
    public static Psf Repair(Psf psf)
    {
        ArgumentNullException.ThrowIfNull(psf);
        float[] samples = psf.Samples.ToArray();
        double floor = Math.Max(0, Floor(samples, psf.Shape));
        float[] clean = WithoutSpecks(Array.ConvertAll(samples, v => (float)Math.Max(0, v - floor)), psf.Shape);
        if (!(clean.Sum() > 0))
            throw new InvalidPsfException("No sample of the PSF exceeds its background. Use a PSF with a visible shape.");
        Psf centered = Psf.FromSamples(psf.Shape, clean).Centered();
        int reachY = Math.Max(centered.OriginRow, centered.Shape.Height - 1 - centered.OriginRow),
            reachX = Math.Max(centered.OriginColumn, centered.Shape.Width - 1 - centered.OriginColumn);
        var shape = new Shape((2 * reachY) + 1, (2 * reachX) + 1);
        var moved = new float[shape.Count];
        for (int y = 0; y < centered.Shape.Height; y++)
        {
            int to = ((y + reachY - centered.OriginRow) * shape.Width) + reachX - centered.OriginColumn;
            centered.Samples.Slice(y * centered.Shape.Width, centered.Shape.Width).CopyTo(moved.AsSpan(to));
        }

        return Psf.FromSamples(shape, moved).Crop(0.9999);
    }

    /// <summary>Removes islands of connected samples that hold almost no mass: they are noise.</summary>
    private static float[] WithoutSpecks(float[] samples, Shape shape)
    {
        var islands = new List<(List<int> Samples, double Mass)>();
        var seen = new bool[samples.Length];
        for (int start = 0; start < samples.Length; start++)
        {
            if (seen[start] || samples[start] <= 0)
                continue;
            seen[start] = true;
            List<int> island = [start];
            for (int next = 0; next < island.Count; next++)
            {
                (int y, int x) = Math.DivRem(island[next], shape.Width);
                for (int v = Math.Max(0, y - 1); v <= Math.Min(shape.Height - 1, y + 1); v++)
                for (int u = Math.Max(0, x - 1); u <= Math.Min(shape.Width - 1, x + 1); u++)
                {
                    int i = (v * shape.Width) + u;
                    if (seen[i] || samples[i] <= 0)
                        continue;
                    seen[i] = true;
                    island.Add(i);
                }
            }

            islands.Add((island, island.Sum(i => (double)samples[i])));
        }

        var kept = new float[samples.Length];
        double largest = islands.Count == 0 ? 0 : islands.Max(i => i.Mass);
        foreach ((List<int> island, _) in islands.Where(i => i.Mass >= Speck * largest))
        foreach (int i in island)
            kept[i] = samples[i];
        return kept;
    }

    /// <summary>Level below which a sample is background.</summary>
    private static double Floor(float[] samples, Shape shape)
    {
        if (shape.Height < 3 || shape.Width < 3)
            return 0;
        double[] border =
        [
            .. Enumerable
                .Range(0, samples.Length)
                .Where(i => i / shape.Width == 0 || i / shape.Width == shape.Height - 1 || i % shape.Width == 0 || i % shape.Width == shape.Width - 1)
                .Select(i => (double)samples[i]),
        ];

        // The PSF may reach the border in places, so the background is estimated from its lower half only: quantiles of a Gaussian.
        double low = border.Quantile(0.05),
            quarter = border.Quantile(0.25),
            noise = (quarter - low) / (1.645 - 0.674),
            level = quarter + (0.674 * noise);
        return level < 0.1 * samples.Max() ? level + (3 * noise) : samples.Min();
    }
}
