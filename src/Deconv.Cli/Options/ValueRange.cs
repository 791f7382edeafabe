using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Values to try: LOW..HIGH:COUNT, or a list separated by commas.</summary>
internal static class ValueRange
{
    private const int MostValues = 64;

    /// <summary>The values, or null if the text is not a range.</summary>
    /// <param name="text">As given.</param>
    /// <param name="logarithmic">Equal ratios instead of equal distances; both ends are above 0 then.</param>
    public static IReadOnlyList<double>? Parse(string text, bool logarithmic)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal),
            colon = text.LastIndexOf(':');
        if (dots < 0)
        {
            double?[] list = [.. text.Split(',').Select(Number)];
            return list.Length is >= 1 and <= MostValues && list.All(v => v is not null && !(logarithmic && v <= 0))
                ? [.. list.Select(v => v!.Value)]
                : null;
        }

        if (colon < dots || Number(text[..dots]) is not { } low || Number(text[(dots + 2)..colon]) is not { } high)
            return null;
        if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 2 or > MostValues)
            return null;
        if (high <= low || (logarithmic && low <= 0))
            return null;

        // Rounded to four digits, so that the label on the sheet is exactly the value that was used, and can be typed.
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    i == 0 ? low
                    : i == count - 1 ? high
                    : Rounded(At((double)i / (count - 1)))
                ),
        ];

        double At(double t) => logarithmic ? low * Math.Pow(high / low, t) : low + (t * (high - low));
    }

    private static double Rounded(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) && double.IsFinite(v) ? v : null;
}
