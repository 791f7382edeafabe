using Deconv.Cli.Output;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Vips;

namespace Deconv.Cli.Jobs;

/// <summary>Lists the formats that this machine can read and write.</summary>
/// <param name="json">Whether to print JSON.</param>
internal sealed class FormatsJob(bool json)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        if (json)
        {
            io.Output.WriteLine(ToJson());
            return ExitCode.Ok;
        }

        io.Output.WriteLine(Row("Format", "Extensions", "Reads", "Writes", "Alpha", "Color profile"));
        foreach (IImageCodec codec in ImageCodecs.All)
        {
            bool here = Here(codec);
            string depths = codec.Depths.Count == 0 || !here ? "no" : string.Join(' ', codec.Depths.Select(RestorationSummary.Bits));
            io.Output.WriteLine(
                Row(
                    codec.Name,
                    string.Join(' ', codec.Extensions),
                    YesNo(here),
                    depths,
                    YesNo(here && codec.HoldsAlpha),
                    YesNo(here && codec.HoldsProfile)
                )
            );
        }

        io.Output.WriteLine();
        io.Output.WriteLine("Writes: bits per sample; f32 is 32-bit floating point. PSF files can also be txt, csv and npy.");
        io.Output.WriteLine(
            VipsCodec.IsAvailable
                ? "libvips was found. It handles JPEG, TIFF and the formats below them."
                : "libvips was not found (or is disabled by DECONV_NO_LIBVIPS=1), so only the built-in formats are available. "
                    + "Install it with 'apt-get install libvips42' or 'brew install vips'."
        );
        io.Output.WriteLine("Camera raw files are not supported. Convert them to 16-bit TIFF first, without sharpening.");
        return ExitCode.Ok;
    }

    private static string Row(string format, string extensions, string reads, string writes, string alpha, string profile) =>
        format.PadRight(8) + extensions.PadRight(22) + reads.PadRight(8) + writes.PadRight(16) + alpha.PadRight(8) + profile;

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static bool Here(IImageCodec codec) => codec is not VipsCodec || VipsCodec.IsAvailable;

    private static string ToJson() =>
        Json.Result(
            "formats",
            true,
            w =>
            {
                w.WriteBoolean("libvips", VipsCodec.IsAvailable);
                w.WriteStartArray("formats");
                foreach (IImageCodec codec in ImageCodecs.All)
                {
                    w.WriteStartObject();
                    w.WriteString("name", codec.Name);
                    w.WriteStrings("extensions", codec.Extensions);
                    w.WriteBoolean("reads", Here(codec));
                    w.WriteStrings("writes", Here(codec) ? codec.Depths.Select(RestorationSummary.Bits) : []);
                    w.WriteEndObject();
                }

                w.WriteEndArray();
            }
        );
}
