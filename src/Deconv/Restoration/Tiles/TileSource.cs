using Deconv.Numerics.Fft;
using Deconv.Psfs;

namespace Deconv.Restoration.Tiles;

/// <summary>A picture that is read tile by tile.</summary>
/// <param name="picture">The picture.</param>
/// <param name="survey">What was seen of it before.</param>
/// <param name="weights">Weight per sample, one plane; null for 1.</param>
/// <param name="layout">The tiles.</param>
/// <param name="psf">The blur.</param>
internal sealed class TileSource(IRowSource picture, PictureSurvey survey, PlanarImage? weights, TileLayout layout, Psf psf)
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
    public TileReader Open() => new(new(picture, survey.Ends, Cycle, layout.Largest.Height), this);

    /// <summary>The tile of a row and a column.</summary>
    public Tile At(int row, int column) => layout.At(row, column);

    /// <summary>The weights of a tile; null for 1.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="without">Rows and columns that get the weight 0; none by default.</param>
    public PlanarImage? Weights(Tile tile, Operators.Unseen without)
    {
        bool none = without.Rows.Length == 0 && without.Columns.Length == 0;
        if (weights is null && survey.Empty is null && none)
            return null;
        var part = new PlanarImage(tile.Place.Shape, 1);
        Ring down = new(Picture.Height, Cycle.Height),
            across = new(Picture.Width, Cycle.Width);
        var known = new float[Picture.Width];
        for (int y = 0; y < part.Shape.Height; y++)
        {
            Span<float> row = part.Row(0, y);
            int at = down.At(tile.Place.Top + y);
            if (at < Picture.Height)
            {
                if (weights is null)
                    Array.Fill(known, 1f);
                else
                    weights.Row(0, at).CopyTo(known);
                survey.Empty?.Clear(at, known);
                across.Copy(known, tile.Place.Left, row);
            }
            else
                row.Fill(1);
            row.Slice(without.Columns.Start, without.Columns.Length).Clear();
            if (y >= without.Rows.Start && y < without.Rows.Start + without.Rows.Length)
                row.Clear();
        }

        return part;
    }

    /// <summary>Gives the samples that a tile keeps those of areas without picture back.</summary>
    public void PutBack(TileImage tile, PlanarImage restored)
    {
        Region kept = tile.Tile.Kept,
            inside = tile.Tile.Inside(kept);
        for (int plane = 0; survey.Empty is not null && plane < restored.Count; plane++)
        for (int y = 0; y < kept.Shape.Height; y++)
        {
            ReadOnlySpan<float> before = tile.Blurred.Row(plane, inside.Top + y).Slice(inside.Left, kept.Shape.Width);
            survey.Empty.PutBack(kept.Top + y, kept.Left, before, restored.Row(plane, inside.Top + y).Slice(inside.Left, kept.Shape.Width));
        }
    }

    /// <summary>Samples of the picture that cover the whole PSF.</summary>
    public Region Covered =>
        new(
            psf.Shape.Width - 1 - psf.OriginColumn,
            psf.Shape.Height - 1 - psf.OriginRow,
            new(Picture.Height - psf.Shape.Height + 1, Picture.Width - psf.Shape.Width + 1)
        );
}
