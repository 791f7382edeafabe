namespace Deconv.Estimation;

/// <summary>
/// Areas at the border that hold no picture: the corners of a panorama or of a turned photograph, the surroundings of a cut-out, bars. They are
/// large, have exactly one value, and end in a step: what is blurred approaches a plateau gently, while a picture that was cut after it was blurred
/// does not.
/// </summary>
internal static class EmptyBorder
{
    /// <summary>The smallest area, as a fraction of the image.</summary>
    private const double MinShare = 0.002;

    /// <summary>The smallest area in pixels.</summary>
    private const int MinPixels = 64;

    /// <summary>How many times as large as the next differences the step at the edge of an area is.</summary>
    private const double Step = 2;

    private static readonly (int Row, int Column)[] Directions = [(0, 1), (1, 0), (0, -1), (-1, 0)];

    /// <summary>Pixels of the smallest area in a picture of a number of pixels.</summary>
    public static long Least(long pixels) => Math.Max(MinPixels, (long)(MinShare * pixels));

    /// <summary>Whether an area ends in a step.</summary>
    /// <param name="steps">Sum of the differences between the pixels of the area and those outside it.</param>
    /// <param name="beyond">Sum of the next differences.</param>
    public static bool IsStep(double steps, double beyond) => steps > Step * beyond;

    /// <summary>Marks the pixels of such areas; returns their number.</summary>
    /// <param name="image">The image.</param>
    /// <param name="empty">One per pixel; pixels that are marked already do not count as neighbors.</param>
    public static int Mark(PlanarImage image, bool[] empty)
    {
        (int height, int width) = image.Shape;
        bool[] seen = [.. empty];
        int least = (int)Least(seen.Length),
            marked = 0;
        var area = new List<int>();
        for (int i = 0; i < 2 * (height + width); i++)
        {
            int start =
                i < width ? i
                : i < 2 * width ? ((height - 1) * width) + i - width
                : i < (2 * width) + height ? (i - (2 * width)) * width
                : ((i - (2 * width) - height + 1) * width) - 1;
            if (seen[start])
                continue;
            Grow(image, start, seen, area);
            if (area.Count < least || !EndsInStep(image, area, empty))
                continue;
            foreach (int at in area)
                empty[at] = true;
            marked += area.Count;
        }

        return marked;
    }

    /// <summary>All pixels with the value of the first one that are connected with it.</summary>
    private static void Grow(PlanarImage image, int start, bool[] seen, List<int> area)
    {
        area.Clear();
        area.Add(start);
        seen[start] = true;
        for (int next = 0; next < area.Count; next++)
            foreach ((int down, int right) in Directions)
                if (Neighbor(image.Shape, area[next], down, right) is { } at && !seen[at] && Difference(image, at, start) == 0)
                {
                    seen[at] = true;
                    area.Add(at);
                }
    }

    private static bool EndsInStep(PlanarImage image, List<int> area, bool[] empty)
    {
        double steps = 0,
            beyond = 0;
        foreach (int at in area)
        foreach ((int down, int right) in Directions)
        {
            if (Neighbor(image.Shape, at, down, right) is not { } first || empty[first])
                continue;
            float step = Difference(image, first, at);
            if (step == 0 || Neighbor(image.Shape, first, down, right) is not { } second || empty[second])
                continue;
            steps += step;
            beyond += Difference(image, second, first);
        }

        return IsStep(steps, beyond);
    }

    private static int? Neighbor(Shape shape, int at, int down, int right)
    {
        (int row, int column) = Math.DivRem(at, shape.Width);
        (row, column) = (row + down, column + right);
        return (uint)row < (uint)shape.Height && (uint)column < (uint)shape.Width ? (row * shape.Width) + column : null;
    }

    /// <summary>The largest difference of any channel.</summary>
    private static float Difference(PlanarImage image, int a, int b)
    {
        float largest = 0;
        for (int plane = 0; plane < image.Count; plane++)
            largest = Math.Max(largest, Math.Abs(image[plane][a] - image[plane][b]));
        return largest;
    }
}
