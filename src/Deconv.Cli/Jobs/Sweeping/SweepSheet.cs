using System.Globalization;
using Deconv.Cli.Jobs.Sheets;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>The contact sheet of a sweep: the input crop and the results of all values; those that the rules choose are framed.</summary>
internal static class SweepSheet
{
    /// <summary>The sheet, ready to save.</summary>
    /// <param name="before">The crop, blurred.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="choice">Index of the recommended trial.</param>
    /// <param name="name">Name of the swept parameter.</param>
    public static Photograph Draw(PlanarImage before, IReadOnlyList<SweepTrial> trials, int choice, string name) =>
        ContactSheet.Draw([new(before, [("input", SheetColors.Ink)], null), .. trials.Select((t, i) => Tile(t, i + 1, i == choice, name))]);

    private static SheetTile Tile(SweepTrial trial, int number, bool chosen, string name)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        float[]? frame =
            chosen ? SheetColors.Chosen
            : trial.Marks.Count > 0 ? SheetColors.Marked
            : null;
        return new(
            trial.Image,
            [
                (string.Create(culture, $"{number}  {name} {trial.Label}"), chosen ? SheetColors.Chosen : SheetColors.Ink),
                (string.Create(culture, $"chi2 {trial.Check.ChiSquare:F2} white {trial.Check.Whiteness:F2}"), SheetColors.Faint),
                (string.Join(' ', trial.Marks), chosen ? SheetColors.Chosen : SheetColors.Marked),
            ],
            frame
        );
    }
}
