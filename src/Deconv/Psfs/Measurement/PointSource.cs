using MathNet.Numerics.Statistics;

namespace Deconv.Psfs.Measurement;

/// <summary>
/// Measures a PSF from the image of a point: a star, a distant lamp, a glint. The background is a plane fitted to the rim; samples below the noise
/// threshold or not connected to the peak are set to zero; and the center of mass is moved to the middle by a fraction of a pixel.
/// </summary>
public static class PointSource
{
    /// <summary>Minimum and maximum size in pixels.</summary>
    public const int MinSize = 5,
        MaxSize = 255;

    /// <summary>A smoothed sample belongs to the point if it exceeds the background by this many standard deviations of the noise.</summary>
    private const double DetectionThreshold = 3;

    /// <summary>Minimum peak of a point above the background, in standard deviations of the noise.</summary>
    private const double MinPeak = 10;

    /// <summary>Measures the PSF at a point.</summary>
    /// <param name="image">The image, linear light; the mean of the planes is used.</param>
    /// <param name="x">Column near the point, from 0; the brightest sample within a quarter of the size is taken.</param>
    /// <param name="y">Row near the point.</param>
    /// <param name="size">Height and width of the PSF, odd, <see cref="MinSize"/> to <see cref="MaxSize"/>: a little larger than the blur.</param>
    /// <param name="saturation">Level at or above which samples are clipped, in units of the samples; null for none.</param>
    /// <exception cref="ArgumentException">A size out of range, a position too near the border, or no point there.</exception>
    public static PointMeasurement Measure(PlanarImage image, double x, double y, int size, double? saturation = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (size is < MinSize or > MaxSize || size % 2 == 0)
            throw new ArgumentException($"The size must be an odd number from {MinSize} to {MaxSize}, not {size}.", nameof(size));
        int reach = size / 2,
            rim = Math.Max(2, size / 8),
            half = reach + rim;
        (int column, int row) = Peak(image, (int)Math.Round(x), (int)Math.Round(y), Math.Max(1, size / 4), half);
        var window = new Shape((2 * half) + 1, (2 * half) + 1);
        double[] light = Luminance.Of(image, row - half, column - half, window);
        bool clipped = saturation is { } level && light.Max() >= level;
        double[] background = Plane(light, window, reach);
        double noise = 1.4826 * Rim(window, reach).Select(i => Math.Abs(light[i] - background[i])).Median();
        double[] point = [.. light.Select((v, i) => v - background[i])];
        double peak = point[(half * window.Width) + half];
        if (!(peak > MinPeak * noise) || peak <= 0)
            throw new ArgumentException(
                $"There is no point at {column},{row}: the brightest sample there is {peak:G3} above its surroundings, whose noise is {noise:G3}. "
                    + "Choose a small bright spot on a uniform, darker background."
            );

        // Half a percent of the peak is below the precision of an 8-bit image.
        bool[] part = Connected(point, window, half, Math.Max(DetectionThreshold * noise / 3, 0.005 * peak));
        for (int i = 0; i < point.Length; i++)
            point[i] = part[i] ? Math.Max(0, point[i]) : 0;
        double cut = Share(point, window, reach);
        Psf psf = Centering.Middle(point, window, reach);
        return new(psf, column, row, background[(half * window.Width) + half], noise, peak, cut, clipped);
    }

    private static (int Column, int Row) Peak(PlanarImage image, int x, int y, int search, int half)
    {
        if (x < 0 || y < 0 || x >= image.Shape.Width || y >= image.Shape.Height)
            throw new ArgumentException($"The point {x},{y} lies outside the {image.Shape.Width}x{image.Shape.Height} image.");
        int left = Math.Max(0, x - search),
            top = Math.Max(0, y - search);
        var shape = new Shape(Math.Min(image.Shape.Height, y + search + 1) - top, Math.Min(image.Shape.Width, x + search + 1) - left);
        double[] light = Luminance.Of(image, top, left, shape);

        // A clipped top has many brightest samples: take the one nearest to their centroid. The centroid itself need not be bright, as the path may
        // be bent.
        double most = light.Max();
        int[] tops = [.. Enumerable.Range(0, light.Length).Where(i => light[i] >= 0.9 * most)];
        double across = tops.Average(i => i % shape.Width),
            down = tops.Average(i => i / shape.Width);
        int middle = tops.MinBy(i => Math.Pow((i % shape.Width) - across, 2) + Math.Pow((i / shape.Width) - down, 2));
        int column = left + (middle % shape.Width),
            row = top + (middle / shape.Width);
        if (column < half || row < half || column + half >= image.Shape.Width || row + half >= image.Shape.Height)
            throw new ArgumentException(
                $"The point {column},{row} is too near the border: {half} pixels are needed around it. Choose another point or a smaller size."
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

    /// <summary>Background of every sample: a plane fitted to the rim, and fitted again without outliers (other stars).</summary>
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

            // With outliers removed the rim is not symmetric, so the normal equations of three unknowns are solved by elimination.
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

    /// <summary>Samples connected to the middle whose 3×3 mean lies above a level, and their neighbors.</summary>
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

    /// <summary>Fraction of the light that lies outside the PSF.</summary>
    private static double Share(double[] point, Shape window, int reach) => Rim(window, reach).Sum(i => point[i]) / point.Sum();
}

/// <summary>A PSF measured from a point, with quality figures.</summary>
/// <param name="Psf">The PSF, centered on its center of mass.</param>
/// <param name="Column">Column of the brightest sample.</param>
/// <param name="Row">Row of the brightest sample.</param>
/// <param name="Background">Level of the surroundings, in units of the samples.</param>
/// <param name="Noise">Standard deviation of the surroundings, in units of the samples.</param>
/// <param name="Peak">Peak above the background, in units of the samples.</param>
/// <param name="CutShare">Fraction of the light outside the requested size, 0 to 1; above 0.02 the size is too small.</param>
/// <param name="Clipped">Whether the point is clipped, so that its peak is flatter than that of the blur.</param>
public sealed record PointMeasurement(Psf Psf, int Column, int Row, double Background, double Noise, double Peak, double CutShare, bool Clipped);
