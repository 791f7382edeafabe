using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Parses durations.</summary>
internal static class Durations
{
    /// <summary>30s, 2m, 500ms, 1h, or seconds.</summary>
    /// <exception cref="UsageException">The text is none of these.</exception>
    public static TimeSpan Parse(string name, string text)
    {
        (string number, double unit) = text switch
        {
            [.. var n, 'm', 's'] => (n, 0.001),
            [.. var n, 's'] => (n, 1),
            [.. var n, 'm'] => (n, 60.0),
            [.. var n, 'h'] => (n, 3600),
            _ => (text, 1),
        };
        bool understood = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (understood && value > 0 && value * unit < 1e7)
            return TimeSpan.FromSeconds(value * unit);
        throw new UsageException($"{name} takes a duration such as 30s or 2m, not '{text}'.");
    }
}
