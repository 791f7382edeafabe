using System.CommandLine.Parsing;
using System.Globalization;

namespace Deconv.Benchmarks.Commands;

/// <summary>Numbers of options that also take the word auto.</summary>
internal static class Numbers
{
    /// <summary>A number of at least 0 such as 0.01 or 2/255; null for auto.</summary>
    public static double? FractionOrAuto(ArgumentResult result, string option)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return null;
        double?[] parts = [.. text.Split('/').Select(Parse)];
        double? value = parts switch
        {
            [{ } number] => number,
            [{ } numerator, { } denominator] => numerator / denominator,
            _ => null,
        };
        if (value is >= 0 and < double.PositiveInfinity)
            return value;
        result.AddError($"{option} takes a number of at least 0, or auto, not '{text}'.");
        return null;
    }

    /// <summary>A whole number of at least 1; null for auto.</summary>
    public static int? CountOrAuto(ArgumentResult result, string option)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
            return count;
        result.AddError($"{option} takes a whole number of at least 1, or auto, not '{text}'.");
        return null;
    }

    public static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
