namespace Deconv.Blind.Steps;

/// <summary>
/// Which gradients are edges: the squared magnitude that leaves a wanted number of pixels in each of four orientation quadrants
/// (Cho and Lee 2009), so that no direction of the kernel goes unseen.
/// </summary>
internal static class EdgeThreshold
{
    /// <summary>The threshold for one level.</summary>
    /// <param name="frame">The level.</param>
    /// <param name="wanted">Pixels to keep in every quadrant at least.</param>
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
