namespace Deconv.Cli.Jobs.Sheets;

/// <summary>A bitmap font for labels, defined in font.txt: five dots wide and nine high, two of them below the baseline.</summary>
internal static class BitmapFont
{
    /// <summary>Width of a letter with the following gap, and height of a line, in dots.</summary>
    public const int Advance = 6,
        Height = 9;

    private const int Width = 5;

    private static readonly Dictionary<char, string[]> Glyphs = Read();

    /// <summary>Whether the font has a letter; others are drawn as question marks.</summary>
    public static bool Has(char letter) => letter == ' ' || Glyphs.ContainsKey(letter);

    /// <summary>Draws a line of text; letters that do not fit are omitted.</summary>
    /// <param name="image">The image to draw on, in linear light.</param>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="scale">Pixels per dot.</param>
    /// <param name="text">One line.</param>
    /// <param name="color">One level per plane.</param>
    public static void Write(PlanarImage image, int left, int top, int scale, string text, ReadOnlySpan<float> color)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ')
                continue;
            string[] glyph = Glyphs.GetValueOrDefault(text[i]) ?? Glyphs['?'];
            for (int y = 0; y < Height * scale; y++)
            for (int x = 0; x < Width * scale; x++)
            {
                int column = left + (i * Advance * scale) + x,
                    row = top + y;
                if (glyph[y / scale][x / scale] != '#' || column >= image.Shape.Width || row >= image.Shape.Height)
                    continue;
                for (int plane = 0; plane < image.Count; plane++)
                    image.Row(plane, row)[column] = color[plane];
            }
        }
    }

    private static Dictionary<char, string[]> Read()
    {
        using var reader = new StreamReader(typeof(BitmapFont).Assembly.GetManifestResourceStream("font.txt")!);
        string[] lines = reader.ReadToEnd().Split('\n');
        var glyphs = new Dictionary<char, string[]>();
        for (int block = 0; block + Height < lines.Length; block += Height + 1)
        for (int i = 0; i < lines[block].Length; i++)
            glyphs.Add(lines[block][i], [.. Enumerable.Range(1, Height).Select(y => lines[block + y].Substring(i * Advance, Width))]);
        return glyphs;
    }
}
