namespace Deconv.Blind.Search.Lamps;

/// <summary>Finds the 8-connected parts of the samples above a level.</summary>
internal sealed class ConnectedParts(Shape shape)
{
    private readonly bool[] _seen = new bool[shape.Count];

    /// <summary>The indices of the samples of every part, in the order of their first samples.</summary>
    /// <param name="plane">Row-major samples.</param>
    /// <param name="level">Samples above it belong to a part.</param>
    public List<int[]> Above(ReadOnlySpan<float> plane, float level)
    {
        Array.Clear(_seen);
        var parts = new List<int[]>();
        var part = new List<int>();
        for (int start = 0; start < plane.Length; start++)
        {
            if (_seen[start] || !(plane[start] > level))
                continue;
            part.Clear();
            part.Add(start);
            _seen[start] = true;
            for (int next = 0; next < part.Count; next++)
                AddNeighbors(plane, level, part[next], part);
            parts.Add([.. part]);
        }

        return parts;
    }

    private void AddNeighbors(ReadOnlySpan<float> plane, float level, int center, List<int> part)
    {
        int w = shape.Width,
            y = center / w,
            x = center % w;
        for (int row = Math.Max(0, y - 1); row <= Math.Min(shape.Height - 1, y + 1); row++)
        for (int column = Math.Max(0, x - 1); column <= Math.Min(w - 1, x + 1); column++)
        {
            int at = (row * w) + column;
            if (_seen[at] || !(plane[at] > level))
                continue;
            _seen[at] = true;
            part.Add(at);
        }
    }
}
