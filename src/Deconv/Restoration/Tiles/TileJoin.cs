using Deconv.Numerics;

namespace Deconv.Restoration.Tiles;

/// <summary>Joins restored tiles, one row of tiles after the other, and passes the finished rows on.</summary>
internal sealed class TileJoin : IDisposable
{
    /// <summary>Rows that are passed on at once.</summary>
    private const int Strip = 64;

    private readonly TileLayout _layout;
    private readonly IRowSink _sink;
    private readonly PlanarImage _rows;
    private readonly PlanarImage _residual;
    private int _top;

    /// <param name="layout">The tiles.</param>
    /// <param name="picture">Shape of the picture.</param>
    /// <param name="planes">Its planes.</param>
    /// <param name="sink">Receives the rows.</param>
    public TileJoin(TileLayout layout, Shape picture, int planes, IRowSink sink)
    {
        (_layout, _sink) = (layout, sink);
        var shape = new Shape(Height(layout), picture.Width);
        (_rows, _residual) = (new(shape, planes), new(shape, 1));
        sink.Begin();
    }

    /// <summary>Rows that are held.</summary>
    public static int Height(TileLayout layout) => Enumerable.Range(0, layout.Rows).Max(row => layout.At(row, 0).Kept.Shape.Height);

    /// <summary>Adds a tile of the present row of tiles.</summary>
    public void Add(int row, int column, PlanarImage restored, PlanarImage residual)
    {
        (float[] rows, float[] columns) = _layout.Shares(row, column);
        Tile tile = _layout.At(row, column);
        for (int plane = 0; plane < restored.Count; plane++)
            Add(tile, restored, _rows, plane, rows, columns);
        Add(tile, residual, _residual, 0, rows, columns);
    }

    /// <summary>Passes on the rows that no tile below has a share in.</summary>
    public void EndRow(int row)
    {
        Region kept = _layout.At(row, 0).Kept;
        int bottom = kept.Top + kept.Shape.Height,
            end = row + 1 < _layout.Rows ? _layout.At(row + 1, 0).Kept.Top : bottom,
            done = end - _top,
            left = bottom - end;
        for (int y = 0; y < done; y += Strip)
        {
            var strip = new Shape(Math.Min(Strip, done - y), _rows.Shape.Width);
            using PlanarImage rows = _rows.Crop(y, 0, strip);
            using PlanarImage residual = _residual.Crop(y, 0, strip);
            _sink.Write(rows, residual);
        }

        foreach (PlanarImage held in (ReadOnlySpan<PlanarImage>)[_rows, _residual])
        {
            held.CopyRows(held, done, left, 0);
            for (int plane = 0; plane < held.Count; plane++)
                held[plane][(left * held.Shape.Width)..].Clear();
        }

        _top = end;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _residual.Dispose();
    }

    private void Add(Tile tile, PlanarImage from, PlanarImage to, int plane, float[] rows, float[] columns)
    {
        for (int y = 0; y < rows.Length; y++)
        {
            ReadOnlySpan<float> source = from.Row(plane, tile.Kept.Top - tile.Place.Top + y).Slice(tile.Kept.Left - tile.Place.Left, columns.Length);
            Span<float> sum = to.Row(plane, tile.Kept.Top - _top + y).Slice(tile.Kept.Left, columns.Length);
            Weighted.Add(source, rows[y], columns, sum);
        }
    }
}
