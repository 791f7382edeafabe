namespace Deconv.Restoration.Tiles;

/// <summary>The first and the last rows of a picture, which are neighbors on its ring.</summary>
internal sealed class PictureEnds : IDisposable
{
    private readonly Shape _picture;
    private readonly PlanarImage _first;
    private readonly PlanarImage _last;

    /// <param name="picture">Shape of the picture.</param>
    /// <param name="planes">Its planes.</param>
    /// <param name="rows">Rows to keep of each end, at least 1.</param>
    public PictureEnds(Shape picture, int planes, int rows)
    {
        _picture = picture;
        var shape = new Shape(Math.Min(rows, picture.Height), picture.Width);
        (_first, _last) = (new(shape, planes), new(shape, planes));
    }

    /// <summary>Keeps those of some rows that lie at an end.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="top">The first of them in the picture.</param>
    public void Keep(PlanarImage rows, int top)
    {
        int kept = _first.Shape.Height;
        for (int y = 0; y < rows.Shape.Height; y++)
        {
            int row = top + y,
                below = row - (_picture.Height - kept);
            if (row < kept)
                _first.CopyRows(rows, y, 1, row);
            if (below >= 0)
                _last.CopyRows(rows, y, 1, below);
        }
    }

    /// <summary>A row that was kept.</summary>
    public ReadOnlySpan<float> Row(int plane, int row) =>
        row < _first.Shape.Height ? _first.Row(plane, row) : _last.Row(plane, row - (_picture.Height - _last.Shape.Height));

    public void Dispose()
    {
        _first.Dispose();
        _last.Dispose();
    }
}
