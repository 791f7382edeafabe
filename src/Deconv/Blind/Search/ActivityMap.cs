namespace Deconv.Blind.Search;

/// <summary>Edge activity of every part of an image, as an integral image: clipped edges and isolated bright spots are excluded.</summary>
internal sealed class ActivityMap
{
    /// <summary>Side of a tile in pixels.</summary>
    public const int Tile = 32;

    private readonly Shape _shape;
    private readonly int _rows;
    private readonly int _columns;
    private readonly double[] _integral;

    /// <param name="plane">Row-major samples.</param>
    /// <param name="shape">Shape of the plane.</param>
    /// <param name="trusted">Weight per sample, 0 to 1, or empty for 1.</param>
    public ActivityMap(ReadOnlySpan<float> plane, Shape shape, ReadOnlySpan<float> trusted)
    {
        (_shape, _rows, _columns) = (shape, shape.Height / Tile, shape.Width / Tile);
        _integral = Integral(Activity(plane, trusted));
    }

    /// <summary>The window with the highest activity in an area; its corners are tile-aligned except at the far edges.</summary>
    /// <param name="area">Area to search.</param>
    /// <param name="window">Shape of the window, no larger than the area.</param>
    public Region Best(Region area, Shape window)
    {
        (int high, int wide) = (Math.Max(1, window.Height / Tile), Math.Max(1, window.Width / Tile));
        (int lastTop, int lastLeft) = (area.Top + area.Shape.Height - window.Height, area.Left + area.Shape.Width - window.Width);
        (double best, int top, int left) = (-1, area.Top, area.Left);
        for (int y = (area.Top + Tile - 1) / Tile; y * Tile <= lastTop + Tile - 1 && y + high <= _rows; y++)
        for (int x = (area.Left + Tile - 1) / Tile; x * Tile <= lastLeft + Tile - 1 && x + wide <= _columns; x++)
        {
            double sum = Sum(y, x, high, wide);
            if (sum > best)
                (best, top, left) = (sum, y * Tile, x * Tile);
        }

        return new(Math.Min(left, lastLeft), Math.Min(top, lastTop), window);
    }

    /// <summary>Mean activity of the tiles inside a box.</summary>
    public double Mean(Region box)
    {
        (int top, int left) = ((box.Top + Tile - 1) / Tile, (box.Left + Tile - 1) / Tile);
        int high = Math.Min(_rows, (box.Top + box.Shape.Height) / Tile) - top,
            wide = Math.Min(_columns, (box.Left + box.Shape.Width) / Tile) - left;
        return high > 0 && wide > 0 ? Sum(top, left, high, wide) / ((double)high * wide) : 0;
    }

    private double Sum(int y, int x, int high, int wide) =>
        _integral[((y + high) * (_columns + 1)) + x + wide]
        - _integral[(y * (_columns + 1)) + x + wide]
        - _integral[((y + high) * (_columns + 1)) + x]
        + _integral[(y * (_columns + 1)) + x];

    /// <summary>
    /// Root mean square second difference of every tile, capped so that a single light does not dominate; 0 where many samples are clipped.
    /// </summary>
    private double[] Activity(ReadOnlySpan<float> plane, ReadOnlySpan<float> trusted)
    {
        var activity = new double[_rows * _columns];
        for (int ty = 0; ty < _rows; ty++)
        for (int tx = 0; tx < _columns; tx++)
        {
            double sum = 0,
                clipped = 0;
            for (int y = ty * Tile; y < ((ty + 1) * Tile) - 4; y += 2)
            for (int x = tx * Tile; x < ((tx + 1) * Tile) - 4; x += 2)
            {
                int at = (y * _shape.Width) + x;
                float v = plane[at],
                    h = plane[at + 4] - v,
                    d = plane[at + (4 * _shape.Width)] - v;
                sum += (h * h) + (d * d);
                if (!trusted.IsEmpty)
                    clipped += 1 - trusted[at];
            }

            activity[(ty * _columns) + tx] = clipped > 20 ? 0 : Math.Sqrt(sum);
        }

        double typical = activity.Order().ElementAt(activity.Length * 9 / 10);
        return [.. activity.Select(a => Math.Min(a, typical))];
    }

    private double[] Integral(double[] values)
    {
        var sum = new double[(_rows + 1) * (_columns + 1)];
        for (int y = 0; y < _rows; y++)
        for (int x = 0; x < _columns; x++)
        {
            int at = ((y + 1) * (_columns + 1)) + x + 1;
            sum[at] = values[(y * _columns) + x] + sum[at - _columns - 1] + sum[at - 1] - sum[at - _columns - 2];
        }

        return sum;
    }
}
