using Deconv.Numerics.Fft;

namespace Deconv.Restoration.Tiles;

/// <summary>
/// How a picture is cut into tiles. It depends on the shapes of the picture and of the PSF alone, not on memory or threads, so that these do not
/// change the result.
/// </summary>
internal sealed class TileLayout
{
    /// <summary>Samples of the transforms of a tile: larger ones leave the cache and need more memory, smaller ones are mostly margin.</summary>
    private const long MaxFrame = 9 << 18;

    /// <summary>A picture whose transforms have at most this many samples is not cut.</summary>
    private const long MaxWhole = 4 << 20;

    /// <summary>
    /// Distance from a seam to the borders of its tiles, in samples and in sides of the PSF: a restored sample depends on others the less the farther
    /// away they are. Measured on photographs with 25 PSFs; see docs/large.md.
    /// </summary>
    private const double LeastReach = 48,
        ReachOfPsf = 6;

    /// <summary>
    /// The transforms of a tile are at least this many times as long as the reach, so that it is not mostly margin; and this many times as long, if
    /// that is no more than <see cref="MaxWhole"/>.
    /// </summary>
    private const double LeastTile = 4.5,
        GoodTile = 7;

    /// <summary>Of layouts up to this many times as costly as the cheapest, the one with the lowest tiles needs the fewest rows in memory.</summary>
    private const double NearlyCheapest = 1.06;

    private readonly TileAxis _rows;
    private readonly TileAxis _columns;

    private TileLayout(TileAxis rows, TileAxis columns, int reach) => (_rows, _columns, Reach) = (rows, columns, reach);

    /// <summary>Distance from a seam to the borders of its tiles.</summary>
    public int Reach { get; }

    /// <summary>Number of tiles from top to bottom.</summary>
    public int Rows => _rows.Count;

    /// <summary>Number of tiles in a row.</summary>
    public int Columns => _columns.Count;

    /// <summary>Number of tiles.</summary>
    public int Count => Rows * Columns;

    /// <summary>Shape of the largest tile.</summary>
    public Shape Largest => new(_rows.Longest, _columns.Longest);

    /// <summary>The layout for a picture.</summary>
    /// <param name="picture">Its shape.</param>
    /// <param name="psf">Shape of the PSF, no larger.</param>
    public static TileLayout Of(Shape picture, Shape psf)
    {
        int reach = ReachOf(psf);
        double good = Math.Min(MaxWhole, Square(GoodTile * reach));
        long frame = (long)Math.Max(MaxFrame, Math.Max(good, Square(LeastTile * reach)));
        return Area(picture, psf) <= Math.Max(MaxWhole, frame) ? Whole(picture) : Cheapest(picture, psf, reach, frame);
    }

    /// <summary>A layout of one tile.</summary>
    public static TileLayout Whole(Shape picture) => new(new(picture.Height, 1, 0), new(picture.Width, 1, 0), 0);

    /// <summary>A layout with a reach and a size of the transforms of the tiles; for measurements of both.</summary>
    internal static TileLayout Cheapest(Shape picture, Shape psf, int reach, long frame)
    {
        var layouts = new List<(TileLayout Layout, double Cost)>();
        for (int across = 1; across == 1 || Axis(picture.Width, across).IsPossible; across++)
        for (int down = 1; down == 1 || Axis(picture.Height, down).IsPossible; down++)
        {
            var layout = new TileLayout(Axis(picture.Height, down), Axis(picture.Width, across), reach);
            long area = Area(layout.Largest, psf);
            if (area > frame)
                continue;
            layouts.Add((layout, (double)area * layout.Count));
            if (layout.Largest.Height <= layout.Largest.Width)
                break; // more rows are only more margins
        }

        if (layouts.Count == 0)
            return Whole(picture);
        double most = NearlyCheapest * layouts.Min(l => l.Cost);
        return layouts.Where(l => l.Cost <= most).MinBy(l => l.Layout.Largest.Height).Layout;

        TileAxis Axis(int length, int count) => new(length, count, reach);
    }

    /// <summary>The tile of a row and a column.</summary>
    public Tile At(int row, int column)
    {
        return new(
            Rectangle(_rows.Place(row), _columns.Place(column)),
            Rectangle(_rows.Own(row), _columns.Own(column)),
            Rectangle(_rows.Kept(row), _columns.Kept(column))
        );

        static Region Rectangle((int Start, int Length) rows, (int Start, int Length) columns) =>
            new(columns.Start, rows.Start, new(rows.Length, columns.Length));
    }

    /// <summary>Share of a tile in the rows and in the columns that it keeps; the share in a sample is their product.</summary>
    public (float[] Rows, float[] Columns) Shares(int row, int column) => (_rows.Shares(row), _columns.Shares(column));

    private static double Square(double x) => x * x;

    /// <summary>The reach for a PSF of a shape.</summary>
    internal static int ReachOf(Shape psf) => (int)(LeastReach + (ReachOfPsf * Math.Max(psf.Height, psf.Width)));

    /// <summary>Samples of the transforms of an image, on machines with the widest vectors.</summary>
    private static long Area(Shape image, Shape psf) =>
        (long)FftSize.Next(image.Height + psf.Height - 1, 2) * FftSize.Next(image.Width + psf.Width - 1, 16);
}
