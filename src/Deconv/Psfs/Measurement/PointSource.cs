using MathNet.Numerics.Statistics;

namespace Deconv.Psfs.Measurement;

/// <summary>
/// A PSF cut out of a picture: the image of a star, a distant lamp, a glint. The background is a plane fitted to the rim, what does not stand out
/// of the noise or does not hang together with the peak is set to zero, and the center of mass is moved to the middle by a fraction of a pixel.
/// </summary>
public static class PointSource
{
    /// <summary>Smallest and largest size in pixels.</summary>
    public const int SmallestSize = 5,
        LargestSize = 255;

    /// <summary>A smoothed sample belongs to the point when it stands out of the noise by this many of its standard deviations.</summary>
    private const double Certain = 3;

    /// <summary>A point that stands out by less than this is none.</summary>
    private const double Faintest = 10;

    /// <summary>Measures the PSF at a point.</summary>
    /// <param name="picture">Linear light; of color pictures the mean of the planes is used.</param>
    /// <param name="x">Column near the point, from 0; the brightest sample within a quarter of the size is taken.</param>
    /// <param name="y">Row near the point.</param>
    /// <param name="size">Height and width of the PSF, odd, <see cref="SmallestSize"/> to <see cref="LargestSize"/>: a little more than the
    /// blur.</param>
    /// <param name="saturation">Level from which samples are clipped; null for none.</param>
    /// <exception cref="ArgumentException">A size out of range, a place too near the frame, or no point there.</exception>
    public static PointMeasurement Measure(PlanarImage picture, double x, double y, int size, double? saturation = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (size is < SmallestSize or > LargestSize || size % 2 == 0)
            throw new ArgumentException($"The size is an odd number from {SmallestSize} to {LargestSize}, not {size}.", nameof(size));
        int reach = size / 2,
            rim = Math.Max(2, size / 8),
            half = reach + rim;
        (int column, int row) = Peak(picture, (int)Math.Round(x), (int)Math.Round(y), Math.Max(1, size / 4), half);
        var window = new Shape((2 * half) + 1, (2 * half) + 1);
        double[] light = Luminance.Of(picture, row - half, column - half, window);
        bool clipped = saturation is { } level && light.Max() >= level;
        double[] background = Plane(light, window, reach);
        double noise = 1.4826 * Rim(window, reach).Select(i => Math.Abs(light[i] - background[i])).Median();
        double[] point = [.. light.Select((v, i) => v - background[i])];
        double peak = point[(half * window.Width) + half];
        if (!(peak > Faintest * noise) || peak <= 0)
            throw new ArgumentException(
                $"There is no point at {column},{row}: the brightest sample there is {peak:G3} above its surroundings, whose noise is {noise:G3}. "
                    + "Look for a small bright spot on an even, darker ground."
            );

        // Half a percent of the peak is below what a picture of 8 bits can tell.
        bool[] part = Connected(point, window, half, Math.Max(Certain * noise / 3, 0.005 * peak));
        for (int i = 0; i < point.Length; i++)
            point[i] = part[i] ? Math.Max(0, point[i]) : 0;
        double cut = Share(point, window, reach);
        Psf psf = Centering.Middle(point, window, reach);
        return new(psf, column, row, background[(half * window.Width) + half], noise, peak, cut, clipped);
    }

    private static (int Column, int Row) Peak(PlanarImage picture, int x, int y, int search, int half)
    {
        if (x < 0 || y < 0 || x >= picture.Shape.Width || y >= picture.Shape.Height)
            throw new ArgumentException($"The point {x},{y} lies outside the {picture.Shape.Width}x{picture.Shape.Height} picture.");
        int left = Math.Max(0, x - search),
            top = Math.Max(0, y - search);
        var shape = new Shape(Math.Min(picture.Shape.Height, y + search + 1) - top, Math.Min(picture.Shape.Width, x + search + 1) - left);
        double[] light = Luminance.Of(picture, top, left, shape);

        // Flat tops have many brightest samples: the one nearest to the middle of them, which need not be bright itself (a path is bent).
        double most = light.Max();
        int[] tops = [.. Enumerable.Range(0, light.Length).Where(i => light[i] >= 0.9 * most)];
        double across = tops.Average(i => i % shape.Width),
            down = tops.Average(i => i / shape.Width);
        int middle = tops.MinBy(i => Math.Pow((i % shape.Width) - across, 2) + Math.Pow((i / shape.Width) - down, 2));
        int column = left + (middle % shape.Width),
            row = top + (middle / shape.Width);
        if (column < half || row < half || column + half >= picture.Shape.Width || row + half >= picture.Shape.Height)
            throw new ArgumentException(
                $"The point {column},{row} is too near the frame: {half} pixels are needed around it. Take another point or a smaller size."
            );
        return (column, row);
    }

    /// <summary>Samples of the window around the PSF.</summary>
    private static IEnumerable<int> Rim(Shape window, int reach)
    {
        int half = window.Width / 2;
        return Enumerable
            .Range(0, window.Count)
            .Where(i => Math.Max(Math.Abs((i % window.Width) - half), Math.Abs((i / window.Width) - half)) > reach);
    }

    /// <summary>Background of every sample: a plane through the rim, twice, the second time without what stands out (other stars).</summary>
    private static double[] Plane(double[] light, Shape window, int reach)
    {
        int half = window.Width / 2;
        double level = 0,
            across = 0,
            down = 0;
        int[] rim = [.. Rim(window, reach)];
        for (int pass = 0; pass < 2; pass++)
        {
            double spread = 1.4826 * rim.Select(i => Math.Abs(light[i] - At(i))).Median();
            int[] used = pass == 0 ? rim : [.. rim.Where(i => Math.Abs(light[i] - At(i)) <= (3 * spread) + 1e-12)];
            if (used.Length < 8)
                break;

            // Not quite symmetric once some are left out: the normal equations of three unknowns by elimination.
            double[,] a = new double[3, 4];
            foreach (int i in used)
            {
                double[] basis = [1, (i % window.Width) - half, (i / window.Width) - half];
                for (int r = 0; r < 3; r++)
                {
                    for (int c = 0; c < 3; c++)
                        a[r, c] += basis[r] * basis[c];
                    a[r, 3] += basis[r] * light[i];
                }
            }

            (level, across, down) = Solve(a);
        }

        return [.. Enumerable.Range(0, window.Count).Select(At)];

        double At(int i) => level + (across * ((i % window.Width) - half)) + (down * ((i / window.Width) - half));
    }

    private static (double, double, double) Solve(double[,] a)
    {
        for (int p = 0; p < 3; p++)
        for (int r = 0; r < 3; r++)
        {
            if (r == p || a[p, p] == 0)
                continue;
            double factor = a[r, p] / a[p, p];
            for (int c = p; c < 4; c++)
                a[r, c] -= factor * a[p, c];
        }

        return (Value(0), Value(1), Value(2));

        double Value(int i) => a[i, i] == 0 ? 0 : a[i, 3] / a[i, i];
    }

    /// <summary>What hangs together with the middle and, averaged over 3×3, lies above a level; and its neighbors.</summary>
    private static bool[] Connected(double[] point, Shape window, int half, double level)
    {
        var part = new bool[point.Length];
        var queue = new Queue<int>([(half * window.Width) + half]);
        part[(half * window.Width) + half] = true;
        while (queue.TryDequeue(out int i))
        {
            (int y, int x) = Math.DivRem(i, window.Width);
            if (Mean(y, x) < level)
                continue;
            for (int v = Math.Max(0, y - 1); v <= Math.Min(window.Height - 1, y + 1); v++)
            for (int u = Math.Max(0, x - 1); u <= Math.Min(window.Width - 1, x + 1); u++)
            {
                int n = (v * window.Width) + u;
                if (part[n])
                    continue;
                part[n] = true;
                queue.Enqueue(n);
            }
        }

        return part;

        double Mean(int y, int x)
        {
            double sum = 0;
            int count = 0;
            for (int v = Math.Max(0, y - 1); v <= Math.Min(window.Height - 1, y + 1); v++)
            for (int u = Math.Max(0, x - 1); u <= Math.Min(window.Width - 1, x + 1); u++, count++)
                sum += point[(v * window.Width) + u];
            return sum / count;
        }
    }

    /// <summary>Share of the light that lies outside the PSF.</summary>
    private static double Share(double[] point, Shape window, int reach) => Rim(window, reach).Sum(i => point[i]) / point.Sum();
}

/// <summary>A PSF from a point, and how good it is.</summary>
/// <param name="Psf">The PSF, centered on its center of mass.</param>
/// <param name="Column">Of the brightest sample.</param>
/// <param name="Row">Of the brightest sample.</param>
/// <param name="Background">Level of the surroundings, in units of the samples.</param>
/// <param name="Noise">Standard deviation of the surroundings.</param>
/// <param name="Peak">Of the point above the background.</param>
/// <param name="CutShare">Share of the light outside the size that was asked for, 0 to 1: above 0.02 the size is too small.</param>
/// <param name="Clipped">Whether the point is clipped, so that its middle is flatter than the blur.</param>
public sealed record PointMeasurement(Psf Psf, int Column, int Row, double Background, double Noise, double Peak, double CutShare, bool Clipped);
