namespace Deconv.Restoration.Tiles;

/// <summary>
/// Where a picture is measured: on blocks spread evenly over it, set side by side. They start at multiples of 16, so that blocks of JPEG compression
/// continue across their borders, and the one in the middle is the middle of the picture. An axis that is no longer than the blocks is taken whole.
/// </summary>
internal sealed class SampleGrid
{
    private const int Side = 512,
        Blocks = 3,
        Step = 16;

    private readonly (int Start, int Length)[] _rows;
    private readonly (int Start, int Length)[] _columns;

    /// <param name="picture">Shape of the picture.</param>
    public SampleGrid(Shape picture) => (_rows, _columns) = (Along(picture.Height), Along(picture.Width));

    /// <summary>Shape of the blocks side by side.</summary>
    public Shape Shape => new(_rows.Sum(r => r.Length), _columns.Sum(c => c.Length));

    /// <summary>Copies the blocks out of some rows of the picture.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="top">The first of them in the picture.</param>
    /// <param name="sample">Receives the blocks.</param>
    public void Gather(PlanarImage rows, int top, PlanarImage sample)
    {
        int to = 0;
        foreach ((int start, int length) in _rows)
        {
            for (int y = Math.Max(start, top); y < Math.Min(start + length, top + rows.Shape.Height); y++)
            for (int plane = 0; plane < rows.Count; plane++)
                Gather(rows.Row(plane, y - top), sample.Row(plane, to + y - start));
            to += length;
        }
    }

    /// <summary>The blocks of an image that is held in memory.</summary>
    public PlanarImage Of(PlanarImage picture)
    {
        var sample = new PlanarImage(Shape, picture.Count);
        Gather(picture, 0, sample);
        return sample;
    }

    private void Gather(ReadOnlySpan<float> row, Span<float> sample)
    {
        foreach ((int start, int length) in _columns)
        {
            row.Slice(start, length).CopyTo(sample);
            sample = sample[length..];
        }
    }

    private static (int, int)[] Along(int length)
    {
        if (length <= Blocks * Side)
            return [(0, length)];
        return [.. Enumerable.Range(0, Blocks).Select(i => ((int)((long)i * (length - Side) / (Blocks - 1)) / Step * Step, Side))];
    }
}
