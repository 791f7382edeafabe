namespace Deconv.Blind.Verdict;

/// <summary>
/// How sharp the sharpest edges of an image are, in the direction in which they are least sharp. Shake leaves edges along its path as they are, but
/// no blur leaves edges of every direction sharp.
/// </summary>
internal static class EdgeSharpness
{
    /// <summary>Least contrast of an edge, in units of the contrast of the image.</summary>
    private const float MinContrast = 0.15f;

    /// <summary>Samples before and after an edge between which its contrast is measured.</summary>
    private const int Before = 2,
        After = 3;

    /// <summary>The sharpness of a direction is that of its edges at this rank.</summary>
    private const double Rank = 0.9;

    /// <summary>Least number of edges in every direction.</summary>
    private const int MinEdges = 20;

    /// <summary>
    /// The step of an edge from one sample to the next over its contrast across five, at the 90th percentile of all edges of a direction; the least
    /// of four directions, 0.2 to 1. NaN if there are too few edges in one of them.
    /// </summary>
    /// <param name="image">A plane with range 0 to 1.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="trusted">1 where a sample is trusted; empty for 1 everywhere. Clipped light has sharp edges under any blur.</param>
    public static double Of(ReadOnlySpan<float> image, Shape shape, ReadOnlySpan<float> trusted)
    {
        double least = double.PositiveInfinity;
        foreach ((int down, int across) in (ReadOnlySpan<(int, int)>)[(0, 1), (1, 0), (1, 1), (1, -1)])
            least = Math.Min(least, Along(image, shape, (down * shape.Width) + across, trusted));
        return least;
    }

    private static double Along(ReadOnlySpan<float> image, Shape shape, int next, ReadOnlySpan<float> trusted)
    {
        var ratios = new List<float>();
        for (int y = After; y < shape.Height - After; y++)
        for (int x = After; x < shape.Width - After; x++)
        {
            int at = (y * shape.Width) + x;
            float first = image[at - (Before * next)],
                last = image[at + (After * next)],
                contrast = Math.Abs(last - first);
            if (contrast < MinContrast || Math.Max(first, last) > 1)
                continue; // above the range there are only lamps
            float step = Math.Abs(image[at + next] - image[at]);
            bool steepest = step >= Math.Abs(image[at + (2 * next)] - image[at + next]) && step >= Math.Abs(image[at] - image[at - next]);
            if (steepest && IsTrusted(trusted, at, next))
                ratios.Add(Math.Min(1, step / contrast));
        }

        if (ratios.Count < MinEdges)
            return double.NaN;
        ratios.Sort();
        return ratios[(int)(Rank * ratios.Count)];
    }

    private static bool IsTrusted(ReadOnlySpan<float> trusted, int at, int next)
    {
        for (int i = -Before; i <= After && !trusted.IsEmpty; i++)
            if (trusted[at + (i * next)] < 1)
                return false;
        return true;
    }
}
