namespace Deconv.Numerics;

/// <summary>A point in pixels: x to the right, y down, pixel centers at whole numbers.</summary>
internal readonly record struct PointD(double X, double Y);

/// <summary>
/// Area sampling of convex polygons: every pixel receives exactly the area of the polygon inside it, by clipping the polygon against the
/// pixel's four sides (Sutherland and Hodgman 1974) and summing the shoelace formula.
/// </summary>
internal static class PolygonRaster
{
    /// <summary>Adds <paramref name="density"/> per unit area of the polygon to the plane whose middle pixel is the origin.</summary>
    public static void Add(ReadOnlySpan<PointD> polygon, double density, Span<double> plane, Shape shape)
    {
        double left = double.MaxValue,
            right = double.MinValue,
            top = double.MaxValue,
            bottom = double.MinValue;
        foreach (PointD p in polygon)
        {
            (left, right) = (Math.Min(left, p.X), Math.Max(right, p.X));
            (top, bottom) = (Math.Min(top, p.Y), Math.Max(bottom, p.Y));
        }

        int cy = (shape.Height - 1) / 2,
            cx = (shape.Width - 1) / 2;
        int y0 = Math.Max(-cy, (int)Math.Floor(top - 0.5)),
            y1 = Math.Min(shape.Height - 1 - cy, (int)Math.Ceiling(bottom + 0.5));
        int x0 = Math.Max(-cx, (int)Math.Floor(left - 0.5)),
            x1 = Math.Min(shape.Width - 1 - cx, (int)Math.Ceiling(right + 0.5));
        var strip = new List<PointD>();
        var cell = new List<PointD>();
        var source = new List<PointD>(polygon.Length);
        source.AddRange(polygon);
        var half = new List<PointD>();
        for (int y = y0; y <= y1; y++)
        {
            Clip(source, half, p => p.Y - (y - 0.5));
            Clip(half, strip, p => y + 0.5 - p.Y);
            for (int x = x0; x <= x1; x++)
            {
                Clip(strip, half, p => p.X - (x - 0.5));
                Clip(half, cell, p => x + 0.5 - p.X);
                plane[((y + cy) * shape.Width) + x + cx] += density * Area(cell);
            }
        }
    }

    /// <summary>Area enclosed, whatever the orientation.</summary>
    public static double Area(IReadOnlyList<PointD> polygon)
    {
        double twice = 0;
        for (int i = 0; i < polygon.Count; i++)
        {
            PointD a = polygon[i],
                b = polygon[(i + 1) % polygon.Count];
            twice += (a.X * b.Y) - (b.X * a.Y);
        }

        return Math.Abs(twice) / 2;
    }

    /// <summary>Keeps the part of the polygon where the signed distance is not negative.</summary>
    private static void Clip(List<PointD> polygon, List<PointD> kept, Func<PointD, double> distance)
    {
        kept.Clear();
        for (int i = 0; i < polygon.Count; i++)
        {
            PointD a = polygon[i],
                b = polygon[(i + 1) % polygon.Count];
            double da = distance(a),
                db = distance(b);
            if (da >= 0)
                kept.Add(a);
            if (da >= 0 == db >= 0)
                continue;
            double t = da / (da - db);
            kept.Add(new(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y))));
        }
    }
}
