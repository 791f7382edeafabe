namespace Deconv.Blind.Steps;

/// <summary>
/// The threshold for edges: the squared gradient magnitude that leaves a given number of pixels in each of four orientation quadrants
/// (Cho and Lee 2009), so that every direction of the kernel is constrained.
/// </summary>
internal static class EdgeThreshold
{
    /// <summary>The threshold for one level.</summary>
    /// <param name="frame">The level.</param>
    /// <param name="wanted">Minimum number of pixels to keep in every quadrant.</param>
    public static float Of(BlindFrame frame, int wanted)
    {
        var quadrants = new List<float>[4];
        for (int q = 0; q < 4; q++)
            quadrants[q] = [];
        int w = frame.Shape.Width;
        ReadOnlySpan<float> x = frame.Y,
            known = frame.Known;
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i] == 0)
                continue;
            float h = x[i + 1] - x[i],
                v = x[i + w] - x[i];
            int quadrant = Math.Clamp((int)Math.Floor(Math.Atan(v / (h + 1e-12)) / (Math.PI / 4)) + 2, 0, 3);
            quadrants[quadrant].Add((h * h) + (v * v));
        }

        float least = float.PositiveInfinity;
        foreach (List<float> squares in quadrants)
        {
            squares.Sort();
            least = Math.Min(least, squares.Count > 1 ? squares[squares.Count - 1 - Math.Min(Math.Max(wanted, 10), squares.Count - 1)] : 0);
        }

        return least;
    }
}
