using System.Diagnostics;
using System.Globalization;
using Deconv.Restoration;

namespace Deconv.Cli.Output;

/// <summary>Shows where a run is, on standard error. Called in order on the working thread, so nothing arrives late.</summary>
internal sealed class ProgressReporter(string file, ProgressStyle style, TextWriter error) : IProgress<DeconvolutionProgress>
{
    private const int BarWidth = 30;
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(2);
    private long _last = Stopwatch.GetTimestamp();
    private bool _barShown;

    public static ProgressStyle Resolve(ProgressStyle asked, bool quiet) =>
        quiet ? ProgressStyle.None
        : asked != ProgressStyle.Auto ? asked
        : Console.IsErrorRedirected ? ProgressStyle.Plain : ProgressStyle.Bar;

    public void Report(DeconvolutionProgress value)
    {
        TimeSpan since = Stopwatch.GetElapsedTime(_last);
        if (style == ProgressStyle.None || (style == ProgressStyle.Bar && since < BarInterval) || (style == ProgressStyle.Plain && since < PlainInterval)) return;
        _last = Stopwatch.GetTimestamp();
        double left = value.Fraction > 0 ? value.Elapsed.TotalSeconds * (1 - value.Fraction) / value.Fraction : 0;
        string step = string.Create(CultureInfo.InvariantCulture, $"plane {value.Plane + 1}/{value.PlaneCount}, iteration {value.Iteration}/{value.MaxIterations}");
        switch (style)
        {
            case ProgressStyle.Bar:
                int full = (int)(value.Fraction * BarWidth);
                error.Write($"\r{file} [{new string('#', full)}{new string('.', BarWidth - full)}] {step}, {left:F0} s left   ");
                _barShown = true;
                break;
            case ProgressStyle.Plain:
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {step}, objective {value.Objective:G5}, {left:F0} s left"));
                break;
            case ProgressStyle.Json:
                error.WriteLine(Json.Object(json =>
                {
                    json.WriteString("event", "iteration");
                    json.WriteString("file", file);
                    json.WriteString("phase", "solve");
                    json.WriteNumber("plane", value.Plane + 1);
                    json.WriteNumber("planes", value.PlaneCount);
                    json.WriteNumber("i", value.Iteration);
                    json.WriteNumber("max", value.MaxIterations);
                    json.WriteFinite("objective", value.Objective);
                    json.WriteFinite("update", value.RelativeChange);
                    json.WriteFinite("eta", Math.Round(left, 3));
                }));
                break;
        }
    }

    /// <summary>Removes the bar, so that the next line starts clean.</summary>
    public void Done()
    {
        if (_barShown) error.Write("\r" + new string(' ', 100) + "\r");
        _barShown = false;
    }
}
