using System.CommandLine;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Vips;

namespace Deconv.Cli.Commands;

/// <summary>deconv formats: what can be read and written here.</summary>
internal static class FormatsCommand
{
    public static Command Create()
    {
        Option<bool> json = new RunOptions().Json;
        var command = new Command(
            "formats",
            "Say which picture formats can be read and written on this machine, and why others cannot.\n\nExample:\n  deconv formats"
        )
        {
            json,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(ToJson());
                return ExitCode.Ok;
            }

            output.WriteLine($"{"Format", -8}{"Extensions", -22}{"Reads", -8}{"Writes", -16}{"Alpha", -8}Color profile");
            foreach (IImageCodec codec in ImageCodecs.All)
            {
                bool here = Here(codec);
                string depths = codec.Depths.Count == 0 ? "no" : string.Join(' ', codec.Depths.Select(RestorationSummary.Bits));
                output.WriteLine(
                    $"{codec.Name, -8}{string.Join(' ', codec.Extensions), -22}{(here ? "yes" : "no"), -8}{(here ? depths : "no"), -16}{(here && codec.HoldsAlpha ? "yes" : "no"), -8}{(here && codec.HoldsProfile ? "yes" : "no")}"
                );
            }

            output.WriteLine();
            output.WriteLine("Writes: bits per sample; f32 is floating point. PSF files are also txt, csv, npy.");
            output.WriteLine(
                VipsCodec.IsAvailable
                    ? "libvips was found: JPEG, TIFF and the formats after them go through it."
                    : "libvips was not found (or is switched off by DECONV_NO_LIBVIPS=1), so only the formats that need nothing work. apt-get install libvips42, or brew install vips."
            );
            output.WriteLine("Camera raw files are not read: develop them to 16-bit TIFF first, without sharpening.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static bool Here(IImageCodec codec) => codec is not VipsCodec || VipsCodec.IsAvailable;

    private static string ToJson() =>
        Json.Result(
            "formats",
            true,
            json =>
            {
                json.WriteBoolean("libvips", VipsCodec.IsAvailable);
                json.WriteStartArray("formats");
                foreach (IImageCodec codec in ImageCodecs.All)
                {
                    json.WriteStartObject();
                    json.WriteString("name", codec.Name);
                    json.WriteStrings("extensions", codec.Extensions);
                    json.WriteBoolean("reads", Here(codec));
                    json.WriteStrings("writes", Here(codec) ? codec.Depths.Select(RestorationSummary.Bits) : []);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        );
}
