using System.Globalization;
using Deconv.Blind;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Restoration;

namespace Deconv.Cli.Progress;

/// <summary>Turns the reports of the library into steps and shows them. Called on the working thread, so reports arrive in order.</summary>
/// <param name="show">Shows a step.</param>
internal sealed class ProgressReporter(Action<ProgressStep> show) : IProgress<DeconvolutionProgress>, IProgress<BlindProgress>
{
    private readonly TimeLeft _left = new();

    /// <summary>Runs work and shows its progress on standard error in the style that a run asks for.</summary>
    public static T While<T>(string file, RunRequest run, TextWriter error, Func<ProgressReporter, T> work)
    {
        ProgressStyle style = run.Quiet ? ProgressStyle.None : run.Progress;
        return style switch
        {
            ProgressStyle.Bar when HasTerminal => ProgressBar.While(
                file,
                error,
                () => Console.WindowWidth,
                show => work(new(show))
            ),
            ProgressStyle.Plain => work(new(new PlainProgress(file, error).Show)),
            ProgressStyle.Json => work(new(step => error.WriteLine(JsonProgress.Line(file, step)))),
            _ => work(new(_ => { })),
        };
    }

    /// <summary>Whether standard error is a terminal that can move its cursor.</summary>
    private static bool HasTerminal =>
        !Console.IsErrorRedirected && (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"));

    public void Report(DeconvolutionProgress value) =>
        show(
            new(
                "solve",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"plane {value.Plane + 1}/{value.PlaneCount}, iteration {value.Iteration}/{value.MaxIterations}"
                ),
                value.Fraction,
                _left.Of(value.Fraction, value.Elapsed)
            )
            {
                Restore = value,
            }
        );

    public void Report(BlindProgress value)
    {
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
