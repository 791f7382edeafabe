using System.Diagnostics;
using System.Globalization;

namespace Deconv.Cli.Progress;

/// <summary>Progress as lines of text, for logs.</summary>
/// <param name="file">The name to show.</param>
/// <param name="error">Where to write.</param>
internal sealed class PlainProgress(string file, TextWriter error)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Writes a line, unless the last one is recent.</summary>
    public void Show(ProgressStep step)
    {
        if (Stopwatch.GetElapsedTime(_last) < Interval)
            return;
        _last = Stopwatch.GetTimestamp();
        string objective = step.Restore is { } r ? string.Create(CultureInfo.InvariantCulture, $", objective {r.Objective:G5}") : "",
            left = TimeLeft.Text(step.SecondsLeft);
        error.WriteLine($"{file}: {step.Text}{objective}{(left.Length > 0 ? ", " : "")}{left}");
    }
}
