using System.Numerics;
using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// Finds dead and hot pixels and salt-and-pepper noise in one channel, isolated or in groups of up to four: samples far outside the range of their
/// neighbors, and farther than the blur of a point of light would be. They are masked, so that the solver fills them in.
/// </summary>
internal static class ImpulseMask
{
    /// <summary>Distance from that range, in units of white, that blurred detail never reaches.</summary>
    private const float Distance = 0.12f;

    /// <summary>The same in standard deviations of the noise, for noisy images: five in ten million samples of pure noise are this far out.</summary>
    private const double NoiseDistance = 6;

    /// <summary>
    /// How much more a neighbor of the peak of a star is than the sample beyond it, as a share of the height and in standard deviations of the noise:
    /// the light of a star falls off on all sides, while that around an impulse is the scene.
    /// </summary>
    private const float SlopeShare = 0.02f;

    private const double SlopeNoise = 3;

    /// <summary>Sweeps over the plane: an impulse found in one no longer hides those beside it in the next.</summary>
    private const int MaxSweeps = 5;

    /// <summary>Neighbor of the peak of a PSF, as a share of the peak, below which single bright points can be real detail.</summary>
    private const float MinNeighbor = 0.1f;

    /// <summary>Sets samples of <paramref name="trust"/> to 0 where the plane has an impulse; returns their number.</summary>
    /// <param name="x">One channel, white about 1; impulses are provisionally replaced by the median of their neighbors.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="noise">Standard deviation of the noise of one plane; evaluated only if there is a candidate.</param>
    /// <param name="trust">Weight per sample, 1 by default; changed.</param>
    public static int Apply(Span<float> x, Shape shape, Psf psf, Func<double> noise, Span<float> trust)
    {
        float least = LeastShare(psf);
        if (least > 1 || shape.Height < 3 || shape.Width < 3)
            return 0;
        float limit = Distance;
        bool certain = false;
        int total = 0;
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            int found = Sweep(x, shape, least, noise, ref limit, ref certain, trust);
            total += found;
            if (found == 0)
                break;
        }

        return total;
    }

    private static int Sweep(Span<float> x, Shape shape, float least, Func<double> noise, ref float limit, ref bool certain, Span<float> trust)
    {
        int w = shape.Width,
            h = shape.Height,
            found = 0;
        Span<float> ring = stackalloc float[12];
        for (int y = 0; y < h; y++)
        {
            int passed = 0;
            for (int column = 0; column < w; column++)
            {
                int at = (y * w) + column;

                // Cheap test first: a sample similar to three of its neighbors is not an impulse.
                if (column >= passed)
                    passed = column + Unsuspicious(x, w, h, y, column, limit);
                if (column < passed)
                    continue;
                float outside = Outside(x, shape, y, column, limit, ring, out float around);
                if (outside <= limit)
                    continue;
                if (!certain)
                {
                    (limit, certain) = ((float)Math.Max(Distance, NoiseDistance * noise()), true);
                    if (outside <= limit)
                        continue;
                }

                if (outside <= least * Math.Abs(x[at] - around))
                    continue; // the blur of a point has such a peak
                if (x[at] > around && FallsOff(x, shape, at, (float)Math.Max(SlopeNoise * noise(), SlopeShare * (x[at] - around))))
                    continue; // a star that is sharper than the PSF
                x[at] = around; // so that it does not mask its neighbors
                found++;
                trust[at] = 0;
            }
        }

        return found;
    }

    /// <summary>Whether a sample is the peak of a star, or next to one.</summary>
    private static bool IsOfStar(ReadOnlySpan<float> x, Shape shape, int at, double noise)
    {
        (int row, int column) = Math.DivRem(at, shape.Width);
        int peak = at;
        for (int y = Math.Max(0, row - 1); y <= Math.Min(shape.Height - 1, row + 1); y++)
        for (int u = Math.Max(0, column - 1); u <= Math.Min(shape.Width - 1, column + 1); u++)
            if (x[(y * shape.Width) + u] > x[peak])
                peak = (y * shape.Width) + u;
        return FallsOff(x, shape, peak, (float)Math.Max(SlopeNoise * noise, SlopeShare * x[peak]));
    }

    /// <summary>Whether the plane falls off around a sample in all four directions, from the first to the second neighbor.</summary>
    private static bool FallsOff(ReadOnlySpan<float> x, Shape shape, int at, float least)
    {
        (int row, int column) = Math.DivRem(at, shape.Width);
        if (row < 2 || column < 2 || row + 2 >= shape.Height || column + 2 >= shape.Width)
            return false;
        foreach (int next in (ReadOnlySpan<int>)[1, -1, shape.Width, -shape.Width])
            if (x[at + next] - x[at + (2 * next)] < least || x[at + next] >= x[at])
                return false;
        return true;
    }

    /// <summary>
    /// Share of its height by which an impulse must exceed the ring around it. The blur of a point of light exceeds the ring by the share that the
    /// PSF
    /// itself does, at most; clipping only lowers that. The bound lies half way between this share and 1; above 1 for a PSF of a single tap.
    /// </summary>
    private static float LeastShare(Psf psf)
    {
        ReadOnlySpan<float> h = psf.Samples;
        int peak = 0;
        for (int i = 1; i < h.Length; i++)
            if (h[i] > h[peak])
                peak = i;
        (int row, int column) = Math.DivRem(peak, psf.Shape.Width);
        float least = float.MaxValue;
        for (int top = row - 1; top <= row; top++)
        for (int left = column - 1; left <= column; left++)
        {
            float around = 0;
            for (int y = top - 1; y <= top + 2; y++)
            for (int u = left - 1; u <= left + 2; u++)
                if ((y < top || y > top + 1 || u < left || u > left + 1) && (uint)y < psf.Shape.Height && (uint)u < psf.Shape.Width)
                    around = Math.Max(around, h[(y * psf.Shape.Width) + u]);
            least = Math.Min(least, around / h[peak]);
        }

        return least < MinNeighbor ? 2 : 1 - (0.5f * least);
    }

    /// <summary>
    /// Sets samples of <paramref name="trust"/> to 0 that differ from the median of their 3x3 neighborhood by more than a limit. Many of them are
    /// detail:
    /// this is for images known to have impulses, and for a method that decides again when the answer is known.
    /// </summary>
    /// <param name="x">One channel, white about 1.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="limit">The limit, in units of white.</param>
    /// <param name="noise">Standard deviation of the noise: stars stand out of it and are spared.</param>
    /// <param name="trust">Weight per sample; changed.</param>
    public static void AddSuspects(ReadOnlySpan<float> x, Shape shape, float limit, double noise, Span<float> trust)
    {
        int w = shape.Width,
            h = shape.Height;
        Span<float> near = stackalloc float[9];
        for (int y = 0; y < h; y++)
        {
            for (int column = 0; column < w; )
            {
                int passed = Unsuspicious(x, w, h, y, column, limit);
                if (passed > 0)
                {
                    column += passed;
                    continue;
                }

                int n = 0;
                for (int v = Math.Max(0, y - 1); v <= Math.Min(h - 1, y + 1); v++)
                for (int u = Math.Max(0, column - 1); u <= Math.Min(w - 1, column + 1); u++)
                    near[n++] = x[(v * w) + u];
                near[..n].Sort();
                int at = (y * w) + column++;
                if (Math.Abs(x[at] - near[n / 2]) > limit && !(x[at] > near[n / 2] && IsOfStar(x, shape, at, noise)))
                    trust[at] = 0;
            }
        }
    }

    /// <summary>How many samples, starting at a column, are similar to three or more of their four neighbors: whole vectors, one, or none.</summary>
    private static int Unsuspicious(ReadOnlySpan<float> x, int w, int h, int row, int column, float limit)
    {
        int at = (row * w) + column,
            lanes = Vector<float>.Count;
        if (row > 0 && row < h - 1 && column > 0 && column + lanes < w)
        {
            var value = new Vector<float>(x[at..]);
            var near = new Vector<float>(limit);
            Vector<int> alike = Alike(x, at - 1) + Alike(x, at + 1) + Alike(x, at - w) + Alike(x, at + w); // minus the count
            if (Vector.LessThanAll(alike, new Vector<int>(-2)))
                return lanes;

            Vector<int> Alike(ReadOnlySpan<float> other, int from) => Vector.LessThan(Vector.Abs(value - new Vector<float>(other[from..])), near);
        }

        int count = 0;
        if (column > 0 && Math.Abs(x[at] - x[at - 1]) < limit)
            count++;
        if (column < w - 1 && Math.Abs(x[at] - x[at + 1]) < limit)
            count++;
        if (row > 0 && Math.Abs(x[at] - x[at - w]) < limit)
            count++;
        if (row < h - 1 && Math.Abs(x[at] - x[at + w]) < limit)
            count++;
        return count >= 3 ? 1 : 0;
    }

    /// <summary>
    /// Distance of a sample from the range of the ring around a 2×2 block it belongs to; the maximum over the four blocks. This finds adjacent
    /// impulses, up to a whole block, but not points of a line, which continues in the ring. If the sample is the only impulse in its block, one
    /// sample of the ring that does not touch it may be an impulse too.
    /// </summary>
    private static float Outside(ReadOnlySpan<float> x, Shape shape, int row, int column, float limit, Span<float> ring, out float median)
    {
        float most = float.NegativeInfinity,
            value = x[(row * shape.Width) + column];
        median = 0;
        for (int top = row - 1; top <= row; top++)
        for (int left = column - 1; left <= column; left++)
        {
            int n = 0;
            bool alone = true;
            float least = float.MaxValue,
                largest = float.MinValue;
            for (int y = Math.Max(0, top - 1); y <= Math.Min(shape.Height - 1, top + 2); y++)
            for (int u = Math.Max(0, left - 1); u <= Math.Min(shape.Width - 1, left + 2); u++)
            {
                float other = x[(y * shape.Width) + u];
                bool touches = Math.Abs(y - row) <= 1 && Math.Abs(u - column) <= 1;
                if (y < top || y > top + 1 || u < left || u > left + 1)
                {
                    ring[n++] = other;
                    if (touches)
                        (least, largest) = (Math.Min(least, other), Math.Max(largest, other));
                }
                else if (y != row || u != column)
                {
                    alone &= Math.Abs(other - value) > limit;
                }
            }

            if (n < 3)
                continue;
            Span<float> seen = ring[..n];
            seen.Sort();
            int leave = alone ? 1 : 0;
            float outside = Math.Max(value - Math.Max(largest, seen[n - 1 - leave]), Math.Min(least, seen[leave]) - value);
            if (outside > most)
                (most, median) = (outside, seen[n / 2]);
        }

        return most;
    }
}
