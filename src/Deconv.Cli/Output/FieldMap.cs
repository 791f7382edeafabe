using Deconv.Psfs;

namespace Deconv.Cli.Output;

/// <summary>A field as an image to look at: every PSF at its place.</summary>
internal static class FieldMap
{
    /// <summary>Pixels between two PSFs.</summary>
    private const int Gap = 2;

    /// <summary>
    /// One plane of screen values, the PSFs row by row; the peak of each is white, so that shapes can be compared by eye, and the gaps are gray.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="scale">Pixels per sample along each axis.</param>
    public static PlanarImage Draw(PsfField field, int scale = 1)
    {
        (int height, int width) = ((field.Shape.Height * scale) + Gap, (field.Shape.Width * scale) + Gap);
        var map = new PlanarImage(new((height * field.Rows.Count) + Gap, (width * field.Columns.Count) + Gap), 1);
        map[0].Fill(0.25f);
        for (int i = 0; i < field.Psfs.Count; i++)
        {
            using PlanarImage one = PsfPicture.Draw(field.Psfs[i], scale);
            (int row, int column) = Math.DivRem(i, field.Columns.Count);
            for (int y = 0; y < one.Shape.Height; y++)
                one.Row(0, y).CopyTo(map.Row(0, Gap + (row * height) + y)[(Gap + (column * width))..]);
        }

        return map;
    }
}
