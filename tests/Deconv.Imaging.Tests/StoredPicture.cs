namespace Deconv.Imaging.Tests;

/// <summary>A picture as a camera stores it that is held otherwise.</summary>
internal static class StoredPicture
{
    /// <summary>The plane that is seen as the given one when it is shown by an orientation: EXIF 2.32, table of the tag 274.</summary>
    public static PlanarImage Of(PlanarImage seen, int orientation)
    {
        (int height, int width) = seen.Shape;
        Shape shape = orientation >= 5 ? new(width, height) : new(height, width);
        var stored = new PlanarImage(shape, seen.Count);
        for (int plane = 0; plane < seen.Count; plane++)
        for (int row = 0; row < shape.Height; row++)
        for (int column = 0; column < shape.Width; column++)
        {
            (int y, int x) = orientation switch
            {
                2 => (row, width - 1 - column),
                3 => (height - 1 - row, width - 1 - column),
                4 => (height - 1 - row, column),
                5 => (column, row),
                6 => (column, width - 1 - row),
                7 => (height - 1 - column, width - 1 - row),
                8 => (height - 1 - column, row),
                _ => (row, column),
            };
            stored[plane][(row * shape.Width) + column] = seen[plane][(y * width) + x];
        }

        return stored;
    }
}
