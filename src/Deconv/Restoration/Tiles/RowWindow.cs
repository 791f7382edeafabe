namespace Deconv.Restoration.Tiles;

/// <summary>
/// The rows of a picture that a row of tiles needs; moves down the picture. Rows above the first and below the last are those on the other side of
/// the ring, which were kept before.
/// </summary>
internal sealed class RowWindow : IDisposable
{
    /// <summary>Rows that are read at once.</summary>
    private const int Strip = 64;

    private readonly IRowReader _reader;
    private readonly PictureEnds _ends;
    private readonly PlanarImage _rows;
    private readonly Ring _down;
    private readonly Ring _across;
    private int _top;
    private int _bottom;

    /// <param name="picture">The picture.</param>
    /// <param name="ends">Its first and last rows.</param>
    /// <param name="cycle">Shape of its transforms, if it were restored as a whole.</param>
    /// <param name="height">The most rows that are needed at once.</param>
    public RowWindow(IRowSource picture, PictureEnds ends, Shape cycle, int height)
    {
        _ends = ends;
        (_down, _across) = (new(picture.Shape.Height, cycle.Height), new(picture.Shape.Width, cycle.Width));
        _rows = new(new(Math.Min(height, picture.Shape.Height), picture.Shape.Width), picture.Count);
        _reader = picture.Open();
    }

    /// <summary>Moves to the rows of a tile, which begins and ends no higher than the tiles before.</summary>
    public void Move(Region place)
    {
        int top = Math.Max(0, place.Top),
            bottom = Math.Min(_down.Length, place.Top + place.Shape.Height),
            kept = Math.Max(0, _bottom - top);
        if (kept > 0 && top > _top)
            _rows.CopyRows(_rows, top - _top, kept, 0);
        for (int row = _bottom; row < bottom; )
        {
            int count = Math.Min(Strip, (row < top ? top : bottom) - row);
            using var strip = new PlanarImage(new(count, _across.Length), _rows.Count);
            _reader.Read(strip);
            if (row >= top)
                _rows.CopyRows(strip, 0, count, row - top);
            row += count;
        }

        (_top, _bottom) = (top, bottom);
    }

    /// <summary>A copy of a tile whose rows are there.</summary>
    public PlanarImage Crop(Region place)
    {
        var crop = new PlanarImage(place.Shape, _rows.Count);
        for (int plane = 0; plane < crop.Count; plane++)
        for (int y = 0; y < place.Shape.Height; y++)
            Copy(plane, _down.At(place.Top + y), place.Left, crop.Row(plane, y));
        return crop;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _rows.Dispose();
    }

    private void Copy(int plane, int row, int left, Span<float> to)
    {
        if (row < _down.Length)
        {
            bool here = row >= _top && row < _bottom;
            _across.Copy(here ? _rows.Row(plane, row - _top) : _ends.Row(plane, row), left, to);
            return;
        }

        using var work = new PlanarImage(new(1, to.Length), 1);
        Span<float> first = work[0];
        float share = _down.Ramp(row);
        _across.Copy(_ends.Row(plane, 0), left, first);
        _across.Copy(_ends.Row(plane, _down.Length - 1), left, to);
        for (int x = 0; x < to.Length; x++)
            to[x] += share * (first[x] - to[x]);
    }
}
