using System.Diagnostics;
using System.Globalization;
using Deconv.Cli.Jobs.SelfTests;
using Deconv.Cli.Output;

namespace Deconv.Cli.Jobs;

/// <summary>Checks the numerics on this machine.</summary>
/// <param name="json">Whether to print JSON.</param>
internal sealed class SelfTestJob(bool json)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        long start = Stopwatch.GetTimestamp();
        var results = new List<(SelfTest Test, double Worst)>();
        foreach (SelfTest test in SelfTest.All)
        {
            double worst = test.Worst();
            results.Add((test, worst));
            string mark = worst <= test.Limit ? "ok  " : "FAIL";
            if (!json)
                io.Output.WriteLine(string.Create(Culture, $"{mark}  {test.Name}: {worst:0.0e+0} (allowed {test.Limit:0.0e+0})"));
        }

        int failed = results.Count(r => !(r.Worst <= r.Test.Limit)),
            bits = Benchmarking.EngineBenchmark.VectorBits;
        string time = string.Create(Culture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        io.Output.WriteLine(
            json
                ? ToJson(results, failed, bits)
                : $"{results.Count - failed} passed, {failed} failed in {time} on {Environment.ProcessorCount} processors with {bits}-bit vectors"
        );
        return failed == 0 ? ExitCode.Ok : ExitCode.Internal;
    }

    private static string ToJson(List<(SelfTest Test, double Worst)> results, int failed, int bits) =>
        Json.Result(
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
        );
}
