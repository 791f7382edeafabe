using System.Globalization;
using Deconv.Benchmarking;
using Deconv.Cli.Options;
using Deconv.Cli.Output;

namespace Deconv.Cli.Jobs;

/// <summary>Times the convolution engine.</summary>
/// <param name="name">Name of the work.</param>
/// <param name="work">What is timed.</param>
/// <param name="request">Sizes and method.</param>
internal sealed class BenchJob(string name, EngineWork work, BenchRequest request)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        EngineTiming timing = EngineBenchmark.Run(work, request.Size, request.PsfSize, request.Threads, request.Method);
        io.Output.WriteLine(request.Json ? ToJson(timing) : Line(timing));
        return ExitCode.Ok;
    }

    private static string Line(EngineTiming t)
    {
        FormattableString text =
            $"min {t.MinMs:F3} ms, median {t.MedianMs:F3} ms, {t.MegapixelsPerSecond:F1} Mpixel/s, {t.AllocatedBytes} bytes allocated per call";
        return $"{t.Work} {t.Size}x{t.Size}, kernel {t.PsfSize}x{t.PsfSize}, {t.Method}, {t.VectorBits} bits, {t.Threads} threads: "
            + text.ToString(CultureInfo.InvariantCulture);
    }

    private string ToJson(EngineTiming t) =>
        Json.Result(
            $"bench {name}",
            true,
            json =>
            {
                json.WriteNumber("size", t.Size);
                json.WriteNumber("psfSize", t.PsfSize);
                json.WriteString("method", t.Method);
                json.WriteNumber("vectorBits", t.VectorBits);
                json.WriteNumber("threads", t.Threads);
                json.WriteFinite("minMs", t.MinMs);
                json.WriteFinite("medianMs", t.MedianMs);
                json.WriteFinite("megapixelsPerSecond", t.MegapixelsPerSecond);
                json.WriteNumber("allocatedBytes", t.AllocatedBytes);
            }
        );
}
