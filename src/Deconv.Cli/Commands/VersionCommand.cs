using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging.Codecs.Vips;

namespace Deconv.Cli.Commands;

/// <summary>deconv version: what to put into a report.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        Option<bool> json = new RunOptions().Json;
        var command = new Command("version", "Say the version, and what it runs on.\n\nExample:\n  deconv version") { json };
        command.SetAction(parsed =>
        {
            int bits = Vector.IsHardwareAccelerated ? 8 * Vector<byte>.Count : 0;
            parsed.InvocationConfiguration.Output.WriteLine(
                parsed.GetValue(json)
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
                        }
                    )
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"deconv {Json.Version}\n{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, {bits}-bit vectors, libvips {(VipsCodec.IsAvailable ? "found" : "not found")}"
                    )
            );
            return ExitCode.Ok;
        });
        return command;
    }
}
