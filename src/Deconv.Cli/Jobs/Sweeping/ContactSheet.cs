using System.Globalization;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>The input crop and the results of all values side by side, with labels; the values that the rules choose are framed.</summary>
internal static class ContactSheet
{
    private const int Gap = 12,
        Frame = 3,
        Scale = 2,
        Lines = 3;
    private const int LineHeight = (BitmapFont.Height * Scale) + 4;
    private const int LabelHeight = (Lines * LineHeight) + 6;

    /// <summary>Characters of the widest label; narrow crops are padded.</summary>
    private const int Characters = 24;

    private static readonly float[] Paper = Color(0.09f, 0.10f, 0.11f),
        Ink = Color(0.92f, 0.93f, 0.94f),
        Faint = Color(0.6f, 0.63f, 0.66f),
        Chosen = Color(0.98f, 0.72f, 0.25f),
        Marked = Color(0.45f, 0.70f, 0.90f);

    /// <summary>The sheet, ready to save.</summary>
    /// <param name="before">The crop, blurred.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="choice">Index of the recommended trial.</param>
    /// <param name="name">Name of the swept parameter.</param>
    public static Photograph Draw(PlanarImage before, IReadOnlyList<SweepTrial> trials, int choice, string name)
    {
        int cells = trials.Count + 1,
            width = Math.Max(before.Shape.Width, Characters * BitmapFont.Advance * Scale) + (2 * Frame),
            height = before.Shape.Height + (2 * Frame);
        int columns = Columns(cells, width + Gap, height + LabelHeight + Gap),
            rows = (cells + columns - 1) / columns;
        var sheet = new PlanarImage(new(Gap + (rows * (height + LabelHeight + Gap)), Gap + (columns * (width + Gap))), 3);
        for (int plane = 0; plane < 3; plane++)
            sheet[plane].Fill(Paper[plane]);
        for (int i = 0; i < cells; i++)
        {
            SweepTrial? trial = i == 0 ? null : trials[i - 1];
            int left = Gap + (i % columns * (width + Gap)),
                top = Gap + (i / columns * (height + LabelHeight + Gap));
            float[]? frame =
                i - 1 == choice ? Chosen
                : trial?.Marks.Count > 0 ? Marked
                : null;
            if (frame is not null)
                Fill(sheet, left, top, before.Shape.Width + (2 * Frame), height, frame);
            Paste(sheet, trial?.Image ?? before, left + Frame, top + Frame);
            int line = top + height + 6;
            BitmapFont.Write(
                sheet,
                left + Frame,
                line,
                Scale,
                trial is null ? "input" : string.Create(CultureInfo.InvariantCulture, $"{i}  {name} {trial.Label}"),
                i - 1 == choice ? Chosen : Ink
            );
            if (trial is null)
                continue;
            BitmapFont.Write(
                sheet,
                left + Frame,
                line + LineHeight,
                Scale,
                string.Create(CultureInfo.InvariantCulture, $"chi2 {trial.Check.ChiSquare:F2} white {trial.Check.Whiteness:F2}"),
                Faint
            );
            BitmapFont.Write(sheet, left + Frame, line + (2 * LineHeight), Scale, string.Join(' ', trial.Marks), i - 1 == choice ? Chosen : Marked);
        }

        return new Photograph(sheet) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Srgb };
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

    private static void Paste(PlanarImage sheet, PlanarImage tile, int left, int top)
    {
        for (int plane = 0; plane < 3; plane++)
        for (int y = 0; y < tile.Shape.Height; y++)
            tile.Row(tile.Count == 3 ? plane : 0, y).CopyTo(sheet.Row(plane, top + y)[left..]);
    }

    private static void Fill(PlanarImage sheet, int left, int top, int width, int height, float[] color)
    {
        for (int plane = 0; plane < 3; plane++)
        for (int y = 0; y < height; y++)
            sheet.Row(plane, top + y).Slice(left, width).Fill(color[plane]);
    }

    /// <summary>A screen color in linear light.</summary>
    private static float[] Color(params float[] codes)
    {
        TransferFunction.Srgb.ToLinear(codes, codes);
        return codes;
    }
}
