using System.Globalization;
using Deconv.Blind;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Restoration;

namespace Deconv.Cli.Progress;

/// <summary>Turns the reports of the library into steps and shows them. Called on the working thread, so reports arrive in order.</summary>
/// <param name="show">Shows a step.</param>
/// <param name="gained">Called when there is a result so far.</param>
internal sealed class ProgressReporter(Action<ProgressStep> show, Action? gained = null) : IProgress<DeconvolutionProgress>, IProgress<BlindProgress>
{
    private readonly TimeLeft _left = new();

    /// <summary>Runs work and shows its progress on standard error in the style that a run asks for.</summary>
    /// <param name="file">The photograph.</param>
    /// <param name="run">How to run.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="work">The work.</param>
    /// <param name="gained">Called when there is a result so far; null for work without one.</param>
    public static T While<T>(string file, RunRequest run, TextWriter error, Func<ProgressReporter, T> work, Action? gained = null)
    {
        ProgressStyle style = run.Quiet ? ProgressStyle.None : run.Progress;
        return style switch
        {
            ProgressStyle.Bar when HasTerminal => ProgressBar.While(file, error, () => Console.WindowWidth, show => work(new(show, gained))),
            ProgressStyle.Plain => work(new(new PlainProgress(file, error).Show, gained)),
            ProgressStyle.Json => work(new(step => error.WriteLine(JsonProgress.Line(file, step)), gained)),
            _ => work(new(_ => { }, gained)),
        };
    }

    /// <summary>Whether standard error is a terminal that can move its cursor.</summary>
    private static bool HasTerminal =>
        !Console.IsErrorRedirected && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));

    public void Report(DeconvolutionProgress value)
    {
        bool tiled = value.TileCount > 1;
        if (!tiled)
            gained?.Invoke(); // of a picture in tiles there is all or nothing
        string tile = tiled ? string.Create(CultureInfo.InvariantCulture, $"tile {value.Tile + 1}/{value.TileCount}, ") : "";
        show(
            new(
                "solve",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tile}plane {value.Plane + 1}/{value.PlaneCount}, iteration {value.Iteration}/{value.MaxIterations}"
                ),
                value.Fraction,
                _left.Of(value.Fraction, value.Elapsed)
            )
            {
                Restore = value,
            }
        );
    }

    public void Report(BlindProgress value)
    {
        if (value.Restore is not null)
            gained?.Invoke();
        string what =
            value.Phase == BlindPhase.Check ? "crop"
            : value.Phase == BlindPhase.Restore ? "iteration"
            : "level";
        string start = value.Starts > 1 ? string.Create(CultureInfo.InvariantCulture, $", start {value.Start}/{value.Starts}") : "";
        show(
            new(
                Codes.Of(value.Phase),
                string.Create(CultureInfo.InvariantCulture, $"{Codes.Of(value.Phase)}, {what} {value.Step}/{value.Steps}{start}"),
                value.Fraction,
                _left.Of(value.Fraction, value.Elapsed)
            )
            {
                Restore = value.Restore,
                Search = value,
            }
        );
    }
}
