namespace Deconv.Blind;

/// <summary>Which part of a picture tells most about its blur.</summary>
public static class CropChooser
{
    /// <summary>Side of the largest area that is worked on whole.</summary>
    private const int Largest = 800;

    /// <summary>Tiles that are weighed, in pixels.</summary>
    private const int Tile = 32;

    /// <summary>The whole picture if it is small; else the window with the most edges that are neither clipped nor alone.</summary>
    /// <param name="plane">Row-major.</param>
    /// <param name="shape">Of the plane.</param>
    /// <param name="bound">Bound of the kernel.</param>
    /// <param name="trusted">Trust per sample, or empty.</param>
    internal static CropBox Best(ReadOnlySpan<float> plane, Shape shape, int bound, ReadOnlySpan<float> trusted)
    {
        int side = Math.Max(Largest, 10 * bound);
        if ((long)shape.Width * shape.Height <= (long)side * side * 5 / 4) return new(0, 0, shape);
        return Best(plane, shape, new Shape(side, side), trusted);
    }

    /// <summary>The window of a picture with the most edges that are neither clipped nor alone: what a change of parameters shows on.</summary>
    /// <param name="image">The picture; color is judged by its second plane, green.</param>
    /// <param name="window">Size to look for; cut to the picture.</param>
    /// <param name="saturation">Level from which a sample is clipped, in units of the samples; null for none.</param>
    public static CropBox Densest(PlanarImage image, Shape window, double? saturation = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (window.IsEmpty) throw new ArgumentException($"A window needs at least 1x1 samples, not {window}.", nameof(window));
        ReadOnlySpan<float> plane = image[image.Count == 3 ? 1 : 0];
        float[] trusted = saturation is null ? [] : new float[plane.Length];
        for (int i = 0; i < trusted.Length; i++) trusted[i] = plane[i] < saturation ? 1 : 0;
        return Best(plane, image.Shape, window, trusted);
    }

    private static CropBox Best(ReadOnlySpan<float> plane, Shape shape, Shape size, ReadOnlySpan<float> trusted)
    {
        var window = new Shape(Math.Min(size.Height, shape.Height), Math.Min(size.Width, shape.Width));
        if (window == shape || Math.Min(shape.Height, shape.Width) < Tile) return new((shape.Width - window.Width) / 2, (shape.Height - window.Height) / 2, window);
        (int rows, int columns) = (shape.Height / Tile, shape.Width / Tile);
        double[] integral = Integral(Activity(plane, shape, rows, columns, trusted), rows, columns);
        (int high, int wide) = (Math.Max(1, window.Height / Tile), Math.Max(1, window.Width / Tile));
        (double best, int top, int left) = (-1, 0, 0);
        for (int y = 0; y + high <= rows; y++)
            for (int x = 0; x + wide <= columns; x++)
            {
                double sum = integral[((y + high) * (columns + 1)) + x + wide] - integral[(y * (columns + 1)) + x + wide]
                    - integral[((y + high) * (columns + 1)) + x] + integral[(y * (columns + 1)) + x];
                if (sum > best) (best, top, left) = (sum, y, x);
            }

        return new(Math.Min(left * Tile, shape.Width - window.Width), Math.Min(top * Tile, shape.Height - window.Height), window);
    }

    /// <summary>Disjoint windows spread over an area, at most nine: 2 × 2, or 3 × 3 of which the first are taken.</summary>
    /// <param name="area">The area.</param>
    /// <param name="count">How many.</param>
    internal static IReadOnlyList<CropBox> Disjoint(CropBox area, int count)
    {
        int across = count <= 1 ? 1 : count <= 4 ? 2 : 3;
        var tile = new Shape(area.Shape.Height / across, area.Shape.Width / across);
        return [.. Enumerable.Range(0, Math.Min(count, across * across)).Select(i =>
            new CropBox(area.Left + (i % across * tile.Width), area.Top + (i / across * tile.Height), tile))];
    }

    /// <summary>Root mean square second difference of every tile, limited so that one lamp does not decide; 0 where much is clipped.</summary>
    private static double[] Activity(ReadOnlySpan<float> plane, Shape shape, int rows, int columns, ReadOnlySpan<float> trusted)
    {
        var activity = new double[rows * columns];
        for (int ty = 0; ty < rows; ty++)
            for (int tx = 0; tx < columns; tx++)
            {
                double sum = 0, clipped = 0;
                for (int y = ty * Tile; y < ((ty + 1) * Tile) - 4; y += 2)
                    for (int x = tx * Tile; x < ((tx + 1) * Tile) - 4; x += 2)
                    {
                        int at = (y * shape.Width) + x;
                        float v = plane[at], h = plane[at + 4] - v, d = plane[at + (4 * shape.Width)] - v;
                        sum += (h * h) + (d * d);
                        if (!trusted.IsEmpty) clipped += 1 - trusted[at];
                    }

                activity[(ty * columns) + tx] = clipped > 20 ? 0 : Math.Sqrt(sum);
            }

        double typical = activity.Order().ElementAt(activity.Length * 9 / 10);
        return [.. activity.Select(a => Math.Min(a, typical))];
    }

    private static double[] Integral(double[] values, int rows, int columns)
    {
        var sum = new double[(rows + 1) * (columns + 1)];
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++)
                sum[((y + 1) * (columns + 1)) + x + 1] = values[(y * columns) + x] + sum[(y * (columns + 1)) + x + 1] + sum[((y + 1) * (columns + 1)) + x] - sum[(y * (columns + 1)) + x];
        return sum;
    }
}
