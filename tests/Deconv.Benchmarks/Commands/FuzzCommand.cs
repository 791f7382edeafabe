using System.CommandLine;
using System.Globalization;
using Deconv.Benchmarks.Fuzzing;
using Deconv.Cli;

namespace Deconv.Benchmarks.Commands;

/// <summary>fuzz: damaged files through the real command line.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        Option<int> count = CommonOptions.Number("--count", 1000, "Number of files to damage."),
            seed = CommonOptions.Number("--seed", 0, "The same seed damages files in the same way.");
        var save = new Option<string?>("--save") { Description = "Keep the files that caused a failure in this folder.", HelpName = "DIR" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "fuzz",
            "Run damaged pictures, PSFs and recipes through inspect, psf, deblur and replay: no crash, no hang, no unknown exit code."
        )
        {
            count,
            seed,
            save,
            json,
        };
        command.SetAction(parsed =>
        {
            var fuzzer = new Fuzzer();
            fuzzer.Run(parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(save));
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? ToJson(fuzzer) : Text(fuzzer));
            return fuzzer.Failures.Count == 0 ? ExitCode.Ok : ExitCode.Internal;
        });
        return command;
    }

    private static string Text(Fuzzer fuzzer)
    {
        string codes = string.Join(", ", fuzzer.Codes.Select(c => $"exit code {c.Key} {c.Value} times")),
            summary =
                $"{fuzzer.Codes.Values.Sum()} files: {codes}; slowest {fuzzer.Slowest.TotalSeconds:F2} s of processor time; "
                + $"{fuzzer.Failures.Count} failures.";
        return string.Join(Environment.NewLine, fuzzer.Failures.Append(summary));
    }

    private static string ToJson(Fuzzer fuzzer) =>
        Json.Of(
            new
            {
                deconv = Json.Version,
                command = "fuzz",
                ok = fuzzer.Failures.Count == 0,
                count = fuzzer.Codes.Values.Sum(),
                exitCodes = fuzzer.Codes.ToDictionary(c => c.Key.ToString(CultureInfo.InvariantCulture), c => c.Value),
                slowestSeconds = fuzzer.Slowest.TotalSeconds,
                failures = fuzzer.Failures,
            }
        );
}
