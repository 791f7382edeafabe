namespace Deconv.Blind.Search;

/// <summary>Chooses the part of an image that says most about its blur.</summary>
public static class CropChooser
{
    /// <summary>Side in pixels up to which an area is used as a whole, and of the largest window.</summary>
    private const int MaxWholeSide = 800,
        MaxSide = 1200;

    /// <summary>Activity relative to that of the box the kernel came from, below which a window has too little detail.</summary>
    private const double MinActivity = 0.35;

    /// <summary>
    /// The whole image if it is small; otherwise the window with the most edges, not counting clipped ones and isolated bright spots.
    /// </summary>
    /// <param name="plane">Row-major samples.</param>
    /// <param name="shape">Shape of the plane.</param>
    /// <param name="bound">Kernel bound in pixels.</param>
    /// <param name="trusted">Weight per sample, 0 to 1, or empty for 1.</param>
    internal static Region Best(ReadOnlySpan<float> plane, Shape shape, int bound, ReadOnlySpan<float> trusted)
    {
        int side = Math.Clamp(10 * bound, MaxWholeSide, MaxSide);
        if ((long)shape.Width * shape.Height <= (long)side * side * 5 / 4)
            return new(0, 0, shape);
        return Window(plane, shape, new(side, side), trusted);
    }

    /// <summary>
    /// The window of an image with the most edges, where the effect of parameters is easiest to see. Clipped edges and isolated bright spots do not
    /// count.
    /// </summary>
    /// <param name="image">The image; a color image is judged by its second plane, green.</param>
    /// <param name="window">Shape of the window; cropped to the image.</param>
    /// <param name="saturation">Level from which a sample is clipped, in units of the samples; null for none.</param>
    public static Region Densest(PlanarImage image, Shape window, double? saturation = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (window.IsEmpty)
            throw new ArgumentException($"A window needs at least 1x1 samples, not {window}.", nameof(window));
        ReadOnlySpan<float> plane = image[image.Count == 3 ? 1 : 0];
        float[] trusted = saturation is null ? [] : new float[plane.Length];
        for (int i = 0; i < trusted.Length; i++)
            trusted[i] = plane[i] < saturation ? 1 : 0;
        return Window(plane, image.Shape, window, trusted);
    }

    private static Region Window(ReadOnlySpan<float> plane, Shape shape, Shape size, ReadOnlySpan<float> trusted)
    {
        var window = new Shape(Math.Min(size.Height, shape.Height), Math.Min(size.Width, shape.Width));
        if (window == shape || Math.Min(shape.Height, shape.Width) < ActivityMap.Tile)
            return new((shape.Width - window.Width) / 2, (shape.Height - window.Height) / 2, window);
        return new ActivityMap(plane, shape, trusted).Best(new(0, 0, shape), window);
    }

    /// <summary>
    /// Windows to compare, one in each part of an area. Where the area is larger than the box the kernel came from, the best window of each part;
    /// none where there is too little detail.
    /// </summary>
    /// <param name="plane">Row-major samples.</param>
    /// <param name="shape">Shape of the plane.</param>
    /// <param name="area">Area to distribute the windows over.</param>
    /// <param name="box">The box the kernel was estimated on.</param>
    /// <param name="count">Number of parts.</param>
    /// <param name="trusted">Weight per sample, 0 to 1, or empty for 1.</param>
    internal static IReadOnlyList<Region> Spread(
        ReadOnlySpan<float> plane,
        Shape shape,
        Region area,
        Region box,
        int count,
        ReadOnlySpan<float> trusted
    )
    {
        if (area == box)
            return Disjoint(area, count);
        IReadOnlyList<Region> parts = Disjoint(area, count),
            sizes = Disjoint(box, count);
        if (parts.Count == 0)
            return parts;
        var activity = new ActivityMap(plane, shape, trusted);
        double enough = MinActivity * activity.Mean(box);
        Shape window = sizes[0].Shape;
        return
        [
            .. parts
                .Select(part => activity.Best(part, new(Math.Min(window.Height, part.Shape.Height), Math.Min(window.Width, part.Shape.Width))))
                .Where(crop => activity.Mean(crop) >= enough),
        ];
    }

    /// <summary>Disjoint windows distributed over an area, at most nine: the first ones of a 2 × 2 or 3 × 3 grid.</summary>
    /// <param name="area">The area.</param>
    /// <param name="count">Number of windows, 0 to 9.</param>
    internal static IReadOnlyList<Region> Disjoint(Region area, int count)
    {
        int across =
            count <= 1 ? 1
            : count <= 4 ? 2
            : 3;
        var tile = new Shape(area.Shape.Height / across, area.Shape.Width / across);
        return
        [
            .. Enumerable
                .Range(0, Math.Min(count, across * across))
                .Select(i => new Region(area.Left + (i % across * tile.Width), area.Top + (i / across * tile.Height), tile)),
        ];
    }
}
