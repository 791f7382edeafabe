using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Deconv.Cli.Output;
using Deconv.Cli.SelfTests;

namespace Deconv.Cli.Commands;

/// <summary>deconv selftest: prove the mathematics on this machine.</summary>
internal static class SelfTestCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Results as JSON." };
        var command = new Command(
            "selftest",
            "Prove the engine on this machine: adjoints, gradients, methods and threads, with the largest error of each.\n\nExample:\n  deconv selftest"
        )
        {
            json,
        };
        command.SetAction(parsed =>
        {
            long start = Stopwatch.GetTimestamp();
            TextWriter output = parsed.InvocationConfiguration.Output;
            var results = new List<(SelfTest Test, double Worst)>();
            foreach (SelfTest test in SelfTest.All)
            {
                double worst = test.Worst();
                results.Add((test, worst));
                if (!parsed.GetValue(json))
                    output.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{(worst <= test.Limit ? "ok  " : "FAIL")}  {test.Name}: {worst:0.0e+0} (allowed {test.Limit:0.0e+0})"
                        )
                    );
            }

            int failed = results.Count(r => !(r.Worst <= r.Test.Limit));
            int bits = Vector.IsHardwareAccelerated ? 8 * Vector<byte>.Count : 0;
            output.WriteLine(
                parsed.GetValue(json)
                    ? Json.Result(
                        "selftest",
                        failed == 0,
                        w =>
                        {
                            w.WriteNumber("vectorBits", bits);
                            w.WriteNumber("processors", Environment.ProcessorCount);
                            w.WriteStartArray("tests");
                            foreach ((SelfTest test, double worst) in results)
                            {
                                w.WriteStartObject();
                                w.WriteString("name", test.Name);
                                w.WriteFinite("worst", worst);
                                w.WriteNumber("limit", test.Limit);
                                w.WriteBoolean("ok", worst <= test.Limit);
                                w.WriteEndObject();
                            }

                            w.WriteEndArray();
                        }
                    )
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{results.Count - failed} passed, {failed} failed in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s on {Environment.ProcessorCount} processors with {bits}-bit vectors"
                    )
            );
            return failed == 0 ? ExitCode.Ok : ExitCode.Internal;
        });
        return command;
    }
}
