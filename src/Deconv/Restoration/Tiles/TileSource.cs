using Deconv.Numerics.Fft;
using Deconv.Psfs;

namespace Deconv.Restoration.Tiles;

/// <summary>A picture that is read tile by tile.</summary>
/// <param name="picture">The picture.</param>
/// <param name="ends">Its first and last rows.</param>
/// <param name="weights">Weight per sample, one plane; null for 1.</param>
/// <param name="layout">The tiles.</param>
/// <param name="psf">The blur.</param>
internal sealed class TileSource(IRowSource picture, PictureEnds ends, PlanarImage? weights, TileLayout layout, Psf psf)
{
    /// <summary>Shape of the picture.</summary>
    public Shape Picture => picture.Shape;

    /// <summary>Planes of the picture.</summary>
    public int Planes => picture.Count;

    /// <summary>Samples of a plane of the picture.</summary>
    public long Samples => (long)Picture.Height * Picture.Width;

    /// <summary>Shape of the ring: that of the transforms if the picture were restored as a whole.</summary>
    public Shape Cycle =>
        layout.Count == 1 ? Picture : RealFft2D.FastShape(new(Picture.Height + psf.Shape.Height - 1, Picture.Width + psf.Shape.Width - 1));

    /// <summary>Begins with the first row of tiles.</summary>
    public TileReader Open() => new(new(picture, ends, Cycle, layout.Largest.Height), this);

    /// <summary>The tile of a row and a column.</summary>
    public Tile At(int row, int column) => layout.At(row, column);

    /// <summary>The weights of a tile; null for 1.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="without">Rows and columns that get the weight 0; none by default.</param>
    public PlanarImage? Weights(Tile tile, Operators.Unseen without)
    {
        bool none = without.Rows.Length == 0 && without.Columns.Length == 0;
        if (weights is null && none)
            return null;
        var part = new PlanarImage(tile.Place.Shape, 1);
        Ring down = new(Picture.Height, Cycle.Height),
            across = new(Picture.Width, Cycle.Width);
        for (int y = 0; y < part.Shape.Height; y++)
        {
            Span<float> row = part.Row(0, y);
            int at = down.At(tile.Place.Top + y);
            if (weights is null || at >= Picture.Height)
                row.Fill(1);
            else
                across.Copy(weights.Row(0, at), tile.Place.Left, row);
            row.Slice(without.Columns.Start, without.Columns.Length).Clear();
            if (y >= without.Rows.Start && y < without.Rows.Start + without.Rows.Length)
                row.Clear();
        }

        return part;
    }

    /// <summary>Samples of the picture that cover the whole PSF.</summary>
    public Region Covered =>
        new(
            psf.Shape.Width - 1 - psf.OriginColumn,
            psf.Shape.Height - 1 - psf.OriginRow,
            new(Picture.Height - psf.Shape.Height + 1, Picture.Width - psf.Shape.Width + 1)
        );
}
