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
            bool writes = Writes(codec);
            string depths = writes ? string.Join(' ', codec.Depths.Select(RestorationSummary.Bits)) : "no";
            io.Output.WriteLine(
                Row(
                    codec.Name,
                    string.Join(' ', codec.Extensions),
                    YesNo(Reads(codec)),
                    depths,
                    YesNo(writes && codec.HoldsAlpha),
                    YesNo(writes && codec.HoldsProfile)
                )
            );
        }

        io.Output.WriteLine();
        io.Output.WriteLine("Writes: bits per sample; f32 is 32-bit floating point. PSF files can also be txt, csv and npy.");
        io.Output.WriteLine(
            VipsCodec.Library is { } library
                ? $"JPEG and the formats below it are those of libvips {library}. DECONV_LIBVIPS=system uses an installed libvips, "
                    + "which can add HEIC, EXR and JPEG XL; DECONV_LIBVIPS=none uses none."
                : $"libvips is not used: {VipsCodec.Problem}."
        );
        io.Output.WriteLine("Camera raw files are not supported. Convert them to 16-bit TIFF first, without sharpening.");
        return ExitCode.Ok;
    }

    private static string Row(string format, string extensions, string reads, string writes, string alpha, string profile) =>
        format.PadRight(8) + extensions.PadRight(22) + reads.PadRight(8) + writes.PadRight(16) + alpha.PadRight(8) + profile;

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static bool Reads(IImageCodec codec) => codec is not VipsCodec vips || vips.CanRead;

    private static bool Writes(IImageCodec codec) => codec.Depths.Count > 0 && (codec is not VipsCodec vips || vips.CanWrite);

    private static string ToJson() =>
        Json.Result(
            "formats",
            true,
            w =>
            {
                w.WriteBoolean("libvips", VipsCodec.IsAvailable);
                w.WriteString("libvipsInUse", VipsCodec.Library);
                w.WriteStartArray("formats");
                foreach (IImageCodec codec in ImageCodecs.All)
                {
                    w.WriteStartObject();
                    w.WriteString("name", codec.Name);
                    w.WriteStrings("extensions", codec.Extensions);
                    w.WriteBoolean("reads", Reads(codec));
                    w.WriteStrings("writes", Writes(codec) ? codec.Depths.Select(RestorationSummary.Bits) : []);
                    w.WriteEndObject();
                }

                w.WriteEndArray();
            }
        );
}
