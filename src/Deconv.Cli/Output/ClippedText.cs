using System.Globalization;
using Deconv.Imaging;

namespace Deconv.Cli.Output;

/// <summary>The note on samples that a file could not hold.</summary>
internal static class ClippedText
{
    /// <summary>Percentage from which clipping is worth a note: fewer samples are lamps and rounding.</summary>
    private const double Noted = 1;

    /// <summary>One note, or none.</summary>
    public static IEnumerable<string> Of(SaveReport saved)
    {
        double percent = saved.Clipped.Percent;
        if (!(percent > Noted))
            return [];
        string advice =
            saved.Depth == SampleDepth.Float32
                ? "Add --range preserve to keep them."
                : "Add --range rescale to fit all of them in, or --depth f32 -o RESULT.tif to keep their values.";
        return [string.Create(CultureInfo.InvariantCulture, $"{percent:F1} % of the samples lie outside 0 to 1 and were clipped. {advice}")];
    }
}
