using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Deconv.Blind;
using Deconv.Cli.Options;
using Deconv.Restoration;

namespace Deconv.Cli.Output;

/// <summary>Shows the progress of a run on standard error. Called on the working thread, so reports arrive in order.</summary>
internal sealed class ProgressReporter(string file, ProgressStyle style, TextWriter error)
    : IProgress<DeconvolutionProgress>,
        IProgress<BlindProgress>
{
    private const int BarWidth = 30;
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(2);
    private long _last = Stopwatch.GetTimestamp();
    private bool _barShown;

    /// <summary>In the style that a run asks for.</summary>
    public static ProgressReporter Of(string file, RunRequest run, TextWriter error) => new(file, Resolve(run.Progress, run.Quiet), error);

    private static ProgressStyle Resolve(ProgressStyle asked, bool quiet) =>
        quiet ? ProgressStyle.None
        : asked != ProgressStyle.Auto ? asked
        : Console.IsErrorRedirected ? ProgressStyle.Plain
        : ProgressStyle.Bar;

    public void Report(DeconvolutionProgress value) =>
        Show(
            value.Fraction,
            value.Elapsed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"plane {value.Plane + 1}/{value.PlaneCount}, iteration {value.Iteration}/{value.MaxIterations}"
            ),
            "solve",
            value,
            null
        );

    public void Report(BlindProgress value)
    {
        string what =
            value.Phase == BlindPhase.Check ? "crop"
            : value.Phase == BlindPhase.Restore ? "iteration"
            : "level";
        string start = value.Starts > 1 ? string.Create(CultureInfo.InvariantCulture, $", start {value.Start}/{value.Starts}") : "";
        Show(
            value.Fraction,
            value.Elapsed,
            string.Create(CultureInfo.InvariantCulture, $"{Codes.Of(value.Phase)}, {what} {value.Step}/{value.Steps}{start}"),
            Codes.Of(value.Phase),
            value.Restore,
            value
        );
    }

    private void Show(double fraction, TimeSpan elapsed, string step, string phase, DeconvolutionProgress? restore, BlindProgress? blind)
    {
        TimeSpan since = Stopwatch.GetElapsedTime(_last);
        if (
            style == ProgressStyle.None
            || (style == ProgressStyle.Bar && since < BarInterval)
            || (style == ProgressStyle.Plain && since < PlainInterval)
        )
            return;
        _last = Stopwatch.GetTimestamp();
        double left = fraction > 0 ? elapsed.TotalSeconds * (1 - fraction) / fraction : 0;
        switch (style)
        {
            case ProgressStyle.Bar:
                int full = (int)(fraction * BarWidth);
                error.Write($"\r{file} [{new string('#', full)}{new string('.', BarWidth - full)}] {step}, {left:F0} s left   ");
                _barShown = true;
                break;
            case ProgressStyle.Plain:
                string objective = restore is { } r ? string.Create(CultureInfo.InvariantCulture, $", objective {r.Objective:G5}") : "";
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {step}{objective}, {left:F0} s left"));
                break;
            case ProgressStyle.Json:
                error.WriteLine(
                    Json.Object(json =>
                    {
                        json.WriteString("event", "iteration");
                        json.WriteString("file", file);
                        json.WriteString("phase", phase);
                        if (restore is { } solve)
                            Write(json, solve);
                        else if (blind is { } search)
                            Write(json, search);
                        json.WriteFinite("eta", Math.Round(left, 3));
                    })
                );
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, DeconvolutionProgress value)
    {
        json.WriteNumber("plane", value.Plane + 1);
        json.WriteNumber("planes", value.PlaneCount);
        json.WriteNumber("i", value.Iteration);
        json.WriteNumber("max", value.MaxIterations);
        json.WriteFinite("objective", value.Objective);
        json.WriteFinite("update", value.RelativeChange);
    }

    private static void Write(Utf8JsonWriter json, BlindProgress value)
    {
        json.WriteNumber("start", value.Start);
        json.WriteNumber("starts", value.Starts);
        json.WriteNumber("i", value.Step);
        json.WriteNumber("max", value.Steps);
    }

    /// <summary>Removes the bar, so that the next line starts on an empty line.</summary>
    public void Done()
    {
        if (_barShown)
            error.Write("\r" + new string(' ', 100) + "\r");
        _barShown = false;
    }
}
