using System.Globalization;

namespace Deconv.Cli.Progress;

/// <summary>
/// Estimates the time that is left from the pace since the first report: what comes before it, such as measuring the noise, is not repeated.
/// </summary>
internal sealed class TimeLeft
{
    /// <summary>Fraction of the work after which its pace is known.</summary>
    private const double KnownFrom = 0.05;

    /// <summary>Seconds in which the first steps, which are compiled while they run, lose their weight.</summary>
    private const double SettledAfter = 1;

    private (double Fraction, double Seconds)? _first;

    /// <summary>Seconds; null before the pace is known.</summary>
    /// <param name="fraction">Fraction of the work done, 0 to 1.</param>
    /// <param name="elapsed">Time since the run began.</param>
    public double? Of(double fraction, TimeSpan elapsed)
    {
        _first ??= (fraction, elapsed.TotalSeconds);
        double done = fraction - _first.Value.Fraction,
            time = elapsed.TotalSeconds - _first.Value.Seconds;
        return done >= KnownFrom && time >= SettledAfter ? time * (1 - fraction) / done : null;
    }

    /// <summary>For people: "12 s left", "3 min left"; empty if it is not known.</summary>
    public static string Text(double? seconds) =>
        seconds switch
        {
            null => "",
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s left"),
            < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} min left"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F0} h left"),
        };
}
