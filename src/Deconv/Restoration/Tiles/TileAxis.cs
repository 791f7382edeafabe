namespace Deconv.Restoration.Tiles;

/// <summary>
/// Tiles along one axis of a picture. The picture is closed to a ring, as the transforms of a whole picture are: behind its last sample follow some
/// that nobody has seen, and then its first. So a tile at the border has neighbors on both sides, like every other.
/// </summary>
internal sealed class TileAxis
{
    private readonly int _length;
    private readonly int _reach;

    /// <param name="length">Samples of the picture along the axis.</param>
    /// <param name="count">Number of tiles, at least 1.</param>
    /// <param name="reach">Distance from a seam to the borders of its two tiles; 0 for one tile.</param>
    public TileAxis(int length, int count, int reach) => (_length, Count, _reach) = (length, count, count == 1 ? 0 : reach);

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>Samples of the longest tile.</summary>
    public int Longest => ((_length + Count - 1) / Count) + (2 * _reach);

    /// <summary>Half of the width of a seam: the share of a tile is 0 at half of the distance to its border.</summary>
    private int Half => _reach / 2;

    /// <summary>Whether every tile keeps samples between the seams on both sides of it, and is no longer than the picture.</summary>
    public bool IsPossible => Count == 1 || (_length / Count >= 2 * Half && Longest <= _length);

    /// <summary>First sample and number of samples of a tile. Those before 0 and behind the end lie on the other side of the ring.</summary>
    public (int Start, int Length) Place(int tile)
    {
        (int start, int length) = Own(tile);
        return (start - _reach, length + (2 * _reach));
    }

    /// <summary>The samples between the seams.</summary>
    public (int Start, int Length) Own(int tile) => (Seam(tile), Seam(tile + 1) - Seam(tile));

    /// <summary>The samples with a share above 0.</summary>
    public (int Start, int Length) Kept(int tile)
    {
        int start = tile == 0 ? 0 : Seam(tile) - Half,
            end = tile == Count - 1 ? _length : Seam(tile + 1) + Half;
        return (start, end - start);
    }

    /// <summary>Share of a tile in the samples of <see cref="Kept"/>; the shares of two tiles in a sample of their seam add up to 1.</summary>
    public float[] Shares(int tile)
    {
        var shares = new float[Kept(tile).Length];
        Array.Fill(shares, 1f);
        for (int i = 0; i < 2 * Half; i++)
        {
            float rising = (float)(0.5 - (0.5 * Math.Cos(Math.PI * (i + 0.5) / (2 * Half))));
            if (tile > 0)
                shares[i] = rising;
            if (tile < Count - 1)
                shares[shares.Length - (2 * Half) + i] = 1 - rising;
        }

        return shares;
    }

    /// <summary>The sample before which a tile's own ones begin.</summary>
    private int Seam(int tile) => (int)((long)tile * _length / Count);
}
