using System.CommandLine;
using System.Globalization;
using Deconv.Benchmarking;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Operators;

namespace Deconv.Cli.Commands;

/// <summary>deconv bench convolve, transform, gradient: the speed of the engine.</summary>
internal static class BenchEngineCommand
{
    public static Command Create(string name, string description, EngineWork work)
    {
        var size = new Option<int>("--size")
        {
            Description = "Height and width of the image.",
            HelpName = "N",
            DefaultValueFactory = _ => 1024,
        };
        var psfSize = new Option<int>("--psf-size")
        {
            Description = "Height and width of the kernel.",
            HelpName = "K",
            DefaultValueFactory = _ => 31,
        };
        var method = new Option<ConvolutionMethod>("--method")
        {
            Description = "How to convolve: auto, direct, separable, tiled, whole-image.",
            HelpName = "METHOD",
            CustomParser = r =>
                Parsing.Choice(
                    r,
                    "--method",
                    [
                        ("auto", ConvolutionMethod.Automatic),
                        ("direct", ConvolutionMethod.Direct),
                        ("separable", ConvolutionMethod.Separable),
                        ("tiled", ConvolutionMethod.Tiled),
                        ("whole-image", ConvolutionMethod.WholeImage),
                    ]
                ),
        };
        var threads = new Option<int>("--threads", "-j")
        {
            Description = "Threads to use; 0 is all processors.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        Option<bool> json = new RunOptions().Json;
        AtLeast(size, 1);
        AtLeast(psfSize, 1);
        AtLeast(threads, 0);
        var command = new Command(name, description) { size, psfSize, method, threads, json };
        command.SetAction(parsed =>
        {
            EngineTiming timing = EngineBenchmark.Run(
                work,
                parsed.GetValue(size),
                parsed.GetValue(psfSize),
                parsed.GetValue(threads),
                parsed.GetValue(method)
            );
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? ToJson(name, timing) : Line(timing));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void AtLeast(Option<int> option, int least) => Parsing.Check(option, v => v >= least, $"{option.Name} is {least} or above.");

    private static string Line(EngineTiming t) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{t.Work} {t.Size}x{t.Size}, kernel {t.PsfSize}x{t.PsfSize}, {t.Method}, {t.VectorBits} bits, {t.Threads} threads: min {t.MinMs:F3} ms, median {t.MedianMs:F3} ms, {t.MegapixelsPerSecond:F1} Mpixel/s, {t.AllocatedBytes} bytes allocated per call"
        );

    private static string ToJson(string name, EngineTiming t) =>
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
