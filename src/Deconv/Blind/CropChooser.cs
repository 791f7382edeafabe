namespace Deconv.Blind;

/// <summary>Which part of a picture tells most about its blur.</summary>
internal static class CropChooser
{
    /// <summary>Side of the largest area that is worked on whole.</summary>
    private const int Largest = 800;

    /// <summary>Activity, over that of the box the kernel came from, below which a window has too little to see.</summary>
    private const double LeastActivity = 0.35;

    /// <summary>The whole picture if it is small; else the window with the most edges that are neither clipped nor alone.</summary>
    /// <param name="plane">Row-major.</param>
    /// <param name="shape">Of the plane.</param>
    /// <param name="bound">Bound of the kernel.</param>
    /// <param name="trusted">Trust per sample, or empty.</param>
    public static CropBox Best(ReadOnlySpan<float> plane, Shape shape, int bound, ReadOnlySpan<float> trusted)
    {
        int side = Math.Max(Largest, 10 * bound);
        var whole = new CropBox(0, 0, shape);
        if ((long)shape.Width * shape.Height <= (long)side * side * 5 / 4) return whole;
        return new ActivityMap(plane, shape, trusted).Best(whole, new(Math.Min(side, shape.Height), Math.Min(side, shape.Width)));
    }

    /// <summary>
    /// Windows to compare, one in each part of an area: where the area is larger than the box the kernel came from, the best window of its part, and
    /// none where there is too little to see.
    /// </summary>
    /// <param name="plane">Row-major.</param>
    /// <param name="shape">Of the plane.</param>
    /// <param name="area">What the windows are spread over.</param>
    /// <param name="box">Where the kernel came from.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="trusted">Trust per sample, or empty.</param>
    public static IReadOnlyList<CropBox> Spread(ReadOnlySpan<float> plane, Shape shape, CropBox area, CropBox box, int count, ReadOnlySpan<float> trusted)
    {
        if (area == box) return Disjoint(area, count);
        IReadOnlyList<CropBox> parts = Disjoint(area, count), sizes = Disjoint(box, count);
        if (parts.Count == 0) return parts;
        var activity = new ActivityMap(plane, shape, trusted);
        double enough = LeastActivity * activity.Mean(box);
        Shape window = sizes[0].Shape;
        return [.. parts
            .Select(part => activity.Best(part, new(Math.Min(window.Height, part.Shape.Height), Math.Min(window.Width, part.Shape.Width))))
            .Where(crop => activity.Mean(crop) >= enough)];
    }

    /// <summary>Disjoint windows spread over an area, at most nine: 2 × 2, or 3 × 3 of which the first are taken.</summary>
    /// <param name="area">The area.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<CropBox> Disjoint(CropBox area, int count)
    {
        int across = count <= 1 ? 1 : count <= 4 ? 2 : 3;
        var tile = new Shape(area.Shape.Height / across, area.Shape.Width / across);
        return [.. Enumerable.Range(0, Math.Min(count, across * across)).Select(i =>
            new CropBox(area.Left + (i % across * tile.Width), area.Top + (i / across * tile.Height), tile))];
    }
}
