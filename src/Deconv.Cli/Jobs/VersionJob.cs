using System.Runtime.InteropServices;
using Deconv.Cli.Output;
using Deconv.Imaging.Codecs.Vips;

namespace Deconv.Cli.Jobs;

/// <summary>Prints information for a bug report.</summary>
/// <param name="json">Whether to print JSON.</param>
internal sealed class VersionJob(bool json)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        int bits = Benchmarking.EngineBenchmark.VectorBits;
        string vips = VipsCodec.Library is { } library ? $"libvips {library}" : "no libvips";
        io.Output.WriteLine(
            json
                ? Json.Result(
                    "version",
                    true,
                    w =>
                    {
                        w.WriteString("runtime", RuntimeInformation.FrameworkDescription);
                        w.WriteString("system", RuntimeInformation.RuntimeIdentifier);
                        w.WriteNumber("processors", Environment.ProcessorCount);
                        w.WriteNumber("vectorBits", bits);
                        w.WriteBoolean("libvips", VipsCodec.IsAvailable);
                        w.WriteString("libvipsInUse", VipsCodec.Library);
                    }
                )
                : $"deconv {Json.Version}\n{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, "
                    + $"{Environment.ProcessorCount} processors, {bits}-bit vectors, {vips}"
        );
        return ExitCode.Ok;
    }
}
