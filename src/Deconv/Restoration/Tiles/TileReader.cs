namespace Deconv.Restoration.Tiles;

/// <summary>Reads tiles, row of tiles by row of tiles.</summary>
/// <param name="window">The rows; disposed with the reader.</param>
/// <param name="source">The picture.</param>
internal sealed class TileReader(RowWindow window, TileSource source) : IDisposable
{
    /// <summary>Reads a tile of the present row of tiles or of a later one.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="method">The method it is for.</param>
    public TileImage Read(int row, int column, RestorationMethod method)
    {
        Tile tile = source.At(row, column);
        window.Move(tile.Place);
        Operators.Unseen unseen = tile.UnseenIn(source.Picture, source.Cycle);
        return new(tile, window.Crop(tile.Place), source.Weights(tile, method.IsScheduled ? default : unseen))
        {
            Unseen = unseen,
            Covered = tile.Inside(source.Covered),
        };
    }

    /// <summary>Closes the picture.</summary>
    public void Dispose() => window.Dispose();
}
