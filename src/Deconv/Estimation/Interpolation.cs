namespace Deconv.Estimation;

/// <summary>
/// Replaces untrusted samples by values interpolated from their neighbors, so that they do not affect estimates of noise, white and contrast. The
/// restoration itself ignores them and solves for their values.
/// </summary>
internal static class Interpolation
{
    private static readonly (int Row, int Column)[] Directions = [(0, 1), (1, 0), (1, 1), (1, -1)];

    /// <summary>
    /// Fills every sample of weight 0 from trusted ones: the mean of the two opposite neighbors that differ least, or of all known neighbors; areas
    /// are filled from their border inward. Without any trusted sample the plane is set to 0.
    /// </summary>
    /// <param name="x">One plane.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="weights">Weight per sample; samples of weight 0 are filled.</param>
    public static void Fill(Span<float> x, Shape shape, ReadOnlySpan<float> weights)
    {
        bool[] known = new bool[weights.Length];
        var missing = new List<int>();
        for (int i = 0; i < known.Length; i++)
        {
            known[i] = weights[i] != 0;
            if (!known[i])
                missing.Add(i);
        }

        var filled = new List<(int At, float Value)>();
        while (missing.Count > 0)
        {
            filled.Clear();
            foreach (int at in missing)
                if (Guess(x, shape, known, at) is { } value)
                    filled.Add((at, value));
            if (filled.Count == 0)
            {
                foreach (int at in missing)
                    x[at] = 0;
                return;
            }

            foreach ((int at, float value) in filled)
                (x[at], known[at]) = (value, true);
            missing.RemoveAll(at => known[at]);
        }
    }

    private static float? Guess(ReadOnlySpan<float> x, Shape shape, bool[] known, int at)
    {
        (int row, int column) = Math.DivRem(at, shape.Width);
        float sum = 0,
            least = float.MaxValue,
            best = 0;
        int count = 0;
        foreach ((int down, int right) in Directions)
        {
            float? ahead = Known(x, shape, known, row + down, column + right),
                behind = Known(x, shape, known, row - down, column - right);
            foreach (float? one in (ReadOnlySpan<float?>)[ahead, behind])
            {
                if (one is not { } v)
                    continue;
                sum += v;
                count++;
            }

            if (ahead is { } a && behind is { } b && Math.Abs(a - b) < least)
                (least, best) = (Math.Abs(a - b), (a + b) / 2);
        }

        return least < float.MaxValue ? best
            : count > 0 ? sum / count
            : null;
    }

    private static float? Known(ReadOnlySpan<float> x, Shape shape, bool[] known, int row, int column) =>
        (uint)row < (uint)shape.Height && (uint)column < (uint)shape.Width && known[(row * shape.Width) + column]
            ? x[(row * shape.Width) + column]
            : null;
}
