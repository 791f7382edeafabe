using System.Numerics;
using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// Dead and hot pixels, salt and pepper, alone or up to four together: samples far outside the range of what is around them. A blurred picture
/// has no such samples of its own, as long as the blur is wider than a pixel. They are masked, so that the solver fills them in.
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
    /// <param name="image">The picture, white about 1; impulses are replaced by the median around them for now.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="noise">Standard deviation of the noise of one plane; asked for only when there is a candidate.</param>
    /// <param name="trust">Weights, 1 where nothing is known.</param>
    public static int Apply(PlanarImage image, Psf psf, Func<double> noise, Span<float> trust)
    {
        if (psf.Diagnose().RmsRadius < NarrowestBlur || image.Shape.Height < 3 || image.Shape.Width < 3)
            return 0;
        float limit = Distance;
        bool certain = false;
        int w = image.Shape.Width,
            h = image.Shape.Height,
            found = 0;
        Span<float> ring = stackalloc float[12];
        for (int plane = 0; plane < image.Count; plane++)
        {
            Span<float> x = image[plane];
            for (int y = 0; y < h; y++)
            {
                int passed = 0;
                for (int column = 0; column < w; column++)
                {
                    int at = (y * w) + column;

                    // Cheap first: a sample that resembles three of its neighbors is no impulse.
                    if (column >= passed)
                        passed = column + Unsuspicious(x, w, h, y, column, limit);
                    if (column < passed)
                        continue;
                    float outside = Outside(x, image.Shape, y, column, limit, ring, out float around);
                    if (outside <= limit)
                        continue;
                    if (!certain)
                    {
                        (limit, certain) = ((float)Math.Max(Distance, NoiseDistance * noise()), true);
                        if (outside <= limit)
                            continue;
                    }

                    if (trust[at] <= 0)
                        continue; // clipped, or beside such: known already
                    x[at] = around; // so that it does not hide its neighbors
                    found++;
                    trust[at] = 0;
                }
            }
        }

        return found;
    }

    /// <summary>How many samples from a column on resemble three or more of their four neighbors: whole vectors, or one, or none.</summary>
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
    /// How far a sample stands outside the range of what surrounds a block of 2×2 samples it belongs to; the largest over the four blocks. So
    /// impulses that touch are found, up to a whole block, and points of a line are not: the line goes on in the ring. Of the ring's samples
    /// that do not touch it, one may be an impulse, too, when the sample is alone in its block.
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

    /// <summary>Sets trust to 0 where the answer cannot explain the sample: four times the noise and more.</summary>
    public static int Again(ReadOnlySpan<float> residual, Span<float> trust)
    {
        int found = 0;
        for (int i = 0; i < residual.Length; i++)
        {
            if (Math.Abs(residual[i]) <= 4 || trust[i] <= 0)
                continue;
            trust[i] = 0;
            found++;
        }

        return found;
    }
}
