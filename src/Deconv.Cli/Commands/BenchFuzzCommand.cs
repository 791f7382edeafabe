using System.CommandLine;
using Deconv.Cli.Fuzzing;
using Deconv.Cli.Options;
using Deconv.Cli.Output;

namespace Deconv.Cli.Commands;

/// <summary>deconv bench fuzz: damaged files through the real commands.</summary>
internal static class BenchFuzzCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count")
        {
            Description = "Files to damage.",
            HelpName = "N",
            DefaultValueFactory = _ => 1000,
        };
        Option<int> seed = new EstimateOptions().Seed;
        var save = new Option<string?>("--save") { Description = "Keep the files on which something went wrong in this folder.", HelpName = "DIR" };
        Option<bool> json = new RunOptions().Json;
        seed.Description = "The same seed damages the same way.";
        var command = new Command(
            "fuzz",
            "Run damaged pictures, PSFs and recipes through inspect, psf and deblur: no crash, no hang, no exit code outside the list.\n\nExample:\n  deconv bench fuzz --count 10000"
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
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(
                    Json.Result(
                        "bench fuzz",
                        fuzzer.Failures.Count == 0,
                        w =>
                        {
                            w.WriteNumber("count", fuzzer.Codes.Values.Sum());
                            w.Nested(
                                "exitCodes",
                                () =>
                                {
                                    foreach ((int code, int times) in fuzzer.Codes)
                                        w.WriteNumber(code.ToString(System.Globalization.CultureInfo.InvariantCulture), times);
                                }
                            );
                            w.WriteFinite("slowestSeconds", fuzzer.Slowest.TotalSeconds);
                            w.WriteStrings("failures", fuzzer.Failures);
                        }
                    )
                );
            }
            else
            {
                foreach (string failure in fuzzer.Failures)
                    output.WriteLine(failure);
                output.WriteLine(
                    $"{fuzzer.Codes.Values.Sum()} files: {string.Join(", ", fuzzer.Codes.Select(c => $"exit code {c.Key} {c.Value} times"))}; slowest {fuzzer.Slowest.TotalSeconds:F2} s of processor time; {fuzzer.Failures.Count} failures."
                );
            }

            return fuzzer.Failures.Count == 0 ? ExitCode.Ok : ExitCode.Internal;
        });
        return command;
    }
}
