namespace Deconv.Estimation;

/// <summary>
/// The areas of <see cref="EmptyBorder"/> in a picture that is read row by row: equal neighbors in a row are a run, and runs that touch and have the
/// same value are an area. The tips of areas, narrower than a run, are left out.
/// </summary>
/// <param name="picture">Shape of the picture.</param>
/// <param name="planes">Its planes.</param>
internal sealed class EmptyRows(Shape picture, int planes)
{
    /// <summary>Samples of the shortest run.</summary>
    private const int MinRun = 4;

    /// <summary>Rows that are looked at together: the present one and two on either side.</summary>
    private const int Window = 5;

    private readonly float[][] _rows = [.. Enumerable.Range(0, Window).Select(_ => new float[planes * picture.Width])];
    private readonly HashSet<Area> _large = [];
    private List<Run> _above = [];
    private int _read;

    private long Least => EmptyBorder.Least((long)picture.Height * picture.Width);

    /// <summary>Adds the next rows.</summary>
    public void Add(PlanarImage rows)
    {
        for (int y = 0; y < rows.Shape.Height; y++)
        {
            float[] row = _rows[_read % Window];
            for (int plane = 0; plane < planes; plane++)
                rows.Row(plane, y).CopyTo(row.AsSpan(plane * picture.Width));
            _read++;
            if (_read > 2)
                Label(_read - 3);
        }

        for (int y = Math.Max(0, picture.Height - 2); _read == picture.Height && y < picture.Height; y++)
            Label(y);
    }

    /// <summary>The areas, once all rows are added: runs by rows; null if there are none.</summary>
    public EmptyRuns? Found()
    {
        Area[] found = [.. _large.Where(a => a.Parent is null && a.AtBorder && a.Count >= Least && EmptyBorder.IsStep(a.Steps, a.Beyond))];
        return found.Length == 0 ? null : new EmptyRuns(picture, found.SelectMany(a => a.Runs));
    }

    private void Label(int y)
    {
        int width = picture.Width;
        float[] row = Row(y);
        var runs = new List<Run>();
        int before = 0;
        for (int start = 0, end; start < width; start = end)
        {
            end = start + 1;
            while (end < width && Difference(row, end, row, start) == 0)
                end++;
            if (end - start < MinRun || !float.IsFinite(row[start]))
                continue;
            var run = new Run(y, start, end, new Area());
            Measure(run);
            for (int i = before; i < _above.Count && _above[i].Start < end; i++)
            {
                if (_above[i].End <= start)
                    before = i + 1;
                else if (Difference(Row(y - 1), _above[i].Start, row, start) == 0)
                    Join(run.Area.Root(), _above[i].Area.Root());
            }

            Area area = run.Area.Root();
            if (area.Count >= Least)
                _large.Add(area);
            runs.Add(run);
        }

        _above = runs;
    }

    private void Measure(Run run)
    {
        (int y, int start, int end, Area area) = run;
        float[] row = Row(y);
        area.Runs.Add((y, start, end));
        area.Count = end - start;
        area.AtBorder = y == 0 || y == picture.Height - 1 || start == 0 || end == picture.Width;
        if (start > 1)
            area.Step(Difference(row, start - 1, row, start), Difference(row, start - 2, row, start - 1));
        if (end + 1 < picture.Width)
            area.Step(Difference(row, end, row, end - 1), Difference(row, end + 1, row, end));
        foreach (int down in (ReadOnlySpan<int>)[-1, 1])
        {
            int second = y + (2 * down);
            if (second < 0 || second >= picture.Height)
                continue;
            for (int x = start; x < end; x++)
                if (Difference(Row(y + down), x, row, x) is > 0 and var step)
                    area.Step(step, Difference(Row(second), x, Row(y + down), x));
        }
    }

    private static void Join(Area a, Area b)
    {
        if (a == b)
            return;
        (Area into, Area from) = a.Runs.Count >= b.Runs.Count ? (a, b) : (b, a);
        from.Parent = into;
        into.Runs.AddRange(from.Runs);
        into.Count += from.Count;
        into.AtBorder |= from.AtBorder;
        (into.Steps, into.Beyond) = (into.Steps + from.Steps, into.Beyond + from.Beyond);
        from.Runs.Clear();
    }

    private float[] Row(int y) => _rows[y % Window];

    /// <summary>The largest difference of any plane.</summary>
    private float Difference(float[] a, int x, float[] b, int u)
    {
        float largest = 0;
        for (int plane = 0; plane < planes; plane++)
            largest = Math.Max(largest, Math.Abs(a[(plane * picture.Width) + x] - b[(plane * picture.Width) + u]));
        return largest;
    }

    private readonly record struct Run(int Row, int Start, int End, Area Area);

    private sealed class Area
    {
        public Area? Parent { get; set; }

        public long Count { get; set; }

        public bool AtBorder { get; set; }

        public double Steps { get; set; }

        public double Beyond { get; set; }

        public List<(int Row, int Start, int End)> Runs { get; } = new(1);

        public Area Root()
        {
            Area area = this;
            while (area.Parent is { } parent)
                area = parent;
            return area;
        }

        public void Step(float step, float beyond)
        {
            if (step > 0 && float.IsFinite(step) && float.IsFinite(beyond))
                (Steps, Beyond) = (Steps + step, Beyond + beyond);
        }
    }
}
