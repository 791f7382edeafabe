using Deconv.Imaging;

namespace Deconv.Cli.Jobs.Sheets;

/// <summary>Images of one shape side by side, with labels and frames.</summary>
internal static class ContactSheet
{
    private const int Gap = 12,
        Frame = 3,
        Scale = 2;
    private const int LineHeight = (BitmapFont.Height * Scale) + 4;

    /// <summary>Characters of the widest label; narrow images are padded.</summary>
    private const int Characters = 24;

    /// <summary>The sheet, ready to save.</summary>
    /// <param name="tiles">At least one.</param>
    public static Photograph Draw(IReadOnlyList<SheetTile> tiles)
    {
        Shape image = tiles[0].Image.Shape;
        int label = (tiles.Max(t => t.Lines.Count) * LineHeight) + 6,
            width = Math.Max(image.Width, Characters * BitmapFont.Advance * Scale) + (2 * Frame),
            height = image.Height + (2 * Frame);
        int columns = Columns(tiles.Count, width + Gap, height + label + Gap),
            rows = (tiles.Count + columns - 1) / columns;
        var sheet = new PlanarImage(new(Gap + (rows * (height + label + Gap)), Gap + (columns * (width + Gap))), 3);
        Fill(sheet, new(0, 0, sheet.Shape), SheetColors.Paper);
        for (int i = 0; i < tiles.Count; i++)
            Draw(sheet, tiles[i], Gap + (i % columns * (width + Gap)), Gap + (i / columns * (height + label + Gap)));
        return new Photograph(sheet) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Srgb };
    }

    /// <summary>Fills a rectangle.</summary>
    /// <param name="image">The image to draw on, in linear light.</param>
    /// <param name="area">A part of it.</param>
    /// <param name="color">One level per plane.</param>
    public static void Fill(PlanarImage image, Region area, ReadOnlySpan<float> color)
    {
        for (int plane = 0; plane < image.Count; plane++)
        for (int y = 0; y < area.Shape.Height; y++)
            image.Row(plane, area.Top + y).Slice(area.Left, area.Shape.Width).Fill(color[plane]);
    }

    /// <summary>Copies a tile to a place on an image; a gray tile is copied to every plane.</summary>
    public static void Paste(PlanarImage image, PlanarImage tile, int left, int top)
    {
        for (int plane = 0; plane < image.Count; plane++)
        for (int y = 0; y < tile.Shape.Height; y++)
            tile.Row(tile.Count == image.Count ? plane : 0, y).CopyTo(image.Row(plane, top + y)[left..]);
    }

    private static void Draw(PlanarImage sheet, SheetTile tile, int left, int top)
    {
        Shape shape = tile.Image.Shape;
        if (tile.Frame is { } frame)
            Fill(sheet, new(left, top, new(shape.Height + (2 * Frame), shape.Width + (2 * Frame))), frame);
        Paste(sheet, tile.Image, left + Frame, top + Frame);
        int line = top + shape.Height + (2 * Frame) + 6;
        foreach ((string text, float[] color) in tile.Lines)
        {
            BitmapFont.Write(sheet, left + Frame, line, Scale, text, color);
            line += LineHeight;
        }
    }

    /// <summary>Number of columns that makes the sheet slightly wider than high.</summary>
    private static int Columns(int cells, int width, int height)
    {
        int best = 1;
        for (int columns = 1; columns <= cells; columns++)
        {
            int rows = (cells + columns - 1) / columns;
            if (Cost(columns, rows) < Cost(best, (cells + best - 1) / best))
                best = columns;
        }

        return best;

        double Cost(int columns, int rows) =>
            Math.Abs(Math.Log((double)columns * width / (rows * height * 1.4))) + (0.05 * ((columns * rows) - cells));
    }
}
