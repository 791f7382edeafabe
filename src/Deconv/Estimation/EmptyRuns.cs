namespace Deconv.Estimation;

/// <summary>Areas of a picture without picture, as runs of its rows.</summary>
internal sealed class EmptyRuns
{
    private readonly Dictionary<int, List<(int Start, int End)>> _rows = [];

    /// <param name="picture">Shape of the picture.</param>
    /// <param name="runs">The runs.</param>
    public EmptyRuns(Shape picture, IEnumerable<(int Row, int Start, int End)> runs)
    {
        long count = 0;
        foreach ((int row, int start, int end) in runs)
        {
            if (!_rows.TryGetValue(row, out List<(int, int)>? list))
                _rows[row] = list = [];
            list.Add((start, end));
            count += end - start;
        }

        Share = count / ((double)picture.Height * picture.Width);
    }

    /// <summary>Fraction of the pixels, 0 to 1.</summary>
    public double Share { get; }

    /// <summary>Sets the weights of the empty samples of a row to 0.</summary>
    /// <param name="row">The row in the picture.</param>
    /// <param name="weights">Weight of every sample of it.</param>
    public void Clear(int row, Span<float> weights)
    {
        if (!_rows.TryGetValue(row, out List<(int Start, int End)>? runs))
            return;
        foreach ((int start, int end) in runs)
            weights[start..end].Clear();
    }

    /// <summary>Gives a restored row its empty samples back.</summary>
    /// <param name="row">The row in the picture.</param>
    /// <param name="left">First column of the part that was restored, from 0.</param>
    /// <param name="before">The part before.</param>
    /// <param name="after">The restored part; changed.</param>
    public void PutBack(int row, int left, ReadOnlySpan<float> before, Span<float> after)
    {
        if (!_rows.TryGetValue(row, out List<(int Start, int End)>? runs))
            return;
        foreach ((int start, int end) in runs)
        {
            int from = Math.Clamp(start - left, 0, after.Length),
                to = Math.Clamp(end - left, from, after.Length);
            before[from..to].CopyTo(after[from..]);
        }
    }
}
