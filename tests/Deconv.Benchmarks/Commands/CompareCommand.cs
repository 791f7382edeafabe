using System.CommandLine;
using Deconv.Benchmarks.Engine;
using Deconv.Cli;

namespace Deconv.Benchmarks.Commands;

/// <summary>compare: the engine against FFTW.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var seconds = new Argument<double>("seconds") { Description = "Time for each line.", DefaultValueFactory = _ => 3 };
        var part = new Argument<string>("part") { Description = "Only lines whose title contains this.", DefaultValueFactory = _ => "" };
        var command = new Command("compare", "Speed of the engine and of FFTW in turns, the table of docs/benchmarks.md.") { seconds, part };
        command.SetAction(parsed =>
        {
            Comparison.Print(parsed.GetValue(seconds), parsed.GetValue(part)!);
            return ExitCode.Ok;
        });
        return command;
    }
}
