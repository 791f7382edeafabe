using System.CommandLine;
using System.Globalization;
using Deconv.Blind;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Estimation;
using Deconv.Imaging;

namespace Deconv.Cli.Commands;

/// <summary>deconv inspect: what a file is, how noisy, how blurred, and whether restoring it is worth it.</summary>
internal static class InspectCommand
{
    private static readonly string[] Corners = ["top left", "top right", "bottom left", "bottom right"];

    public static Command Create()
    {
        var input = new InputOptions();
        var run = new RunOptions();
        var command = new Command(
            "inspect",
            """
            Say what a file is: size, depth, transfer function, noise, clipping, the finest detail that is left, and which simple blur explains it, if any.

            Examples:
              deconv inspect shot.jpg
              deconv inspect *.tif --json
            """
        )
        {
            run.Json,
        };
        input.AddTo(command);
        command.SetAction(parsed =>
            Batch.Run(
                parsed,
                input,
                null,
                run,
                (path, _, context) =>
                {
                    using Photograph photograph = InputOptions.Read(path, input.Load(parsed));
                    PictureInspection inspection;
                    try
                    {
                        inspection = BlurInspector.Inspect(photograph.Color, RestoreOptions.SaturationLevel("auto", photograph));
                    }
                    catch (ArgumentException e)
                    {
                        throw new UsageException($"{path}: {e.Message}");
                    }

                    context.Output.WriteLine(parsed.GetValue(run.Json) ? ToJson(path, photograph, inspection) : Text(path, photograph, inspection));
                    return ExitCode.Ok;
                }
            )
        );
        return command;
    }

    private static string Text(string path, Photograph photograph, PictureInspection found)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        var lines = new List<string>
        {
            string.Create(
                culture,
                $"{path}  {photograph.Shape.Width}×{photograph.Shape.Height}, {photograph.Color.Count} {(photograph.Color.Count == 1 ? "channel" : "channels")}{(photograph.Alpha is null ? "" : " and alpha")}, {DepthText(photograph)}, {photograph.TransferText}{(photograph.Metadata.JpegQuality is { } q ? $", JPEG quality {q}" : "")}"
            ),
            string.Create(
                culture,
                $"  noise     {string.Join(", ", found.Noise.Select(n => n.ToString("F4", culture)))} of white in linear light (an upper bound where texture is fine)"
            ),
            string.Create(culture, $"  clipped   {100 * found.SaturatedShare:F2} % of the samples"),
            $"  detail    {Detail(DetailLimit.Find(photograph.Color))}{(found.Blurred && found.Whole.Family == PsfFamily.Motion ? " (across the motion; less along it)" : "")}",
            $"  blur      {Blur(found.Whole)}",
        };
        for (int i = 0; i < found.Quadrants.Count; i++)
            lines.Add($"    {Corners[i], -12} {Blur(found.Quadrants[i])}");
        lines.Add(
            found.Blurred ? $"  try       deconv deblur \"{path}\" -p {found.Whole.Spec} --psf-trust estimated, or deconv blind \"{path}\""
            : found.Whole.Soft ? $"  The picture is as sharp as lens and sensor leave it; deconv sharpen \"{path}\" takes back a little."
            : "  The picture looks sharp: there is no blur of these kinds to remove. Camera shake along a path is for 'deconv blind'."
        );
        lines.AddRange(photograph.Warnings.Select(w => $"  note      {w}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Detail(double period) =>
        double.IsInfinity(period)
            ? "none stands above the noise"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"down to {period:F1} px stands above the noise{(period > 2.2 ? "; finer detail cannot come back" : "")}"
            );

    private static string Blur(BlurFinding finding)
    {
        if (finding.Gain == 0)
            return "none found";
        if (finding.Soft)
            return string.Create(CultureInfo.InvariantCulture, $"less than a pixel ({finding.Spec})");
        string certainty =
            finding.Gain > 0.6
                ? finding.Margin > 0.05
                    ? "clearly"
                    : "or another kind of this size"
                : finding.Gain > 0.25
                    ? "probably"
                    : "perhaps";
        return string.Create(CultureInfo.InvariantCulture, $"{finding.Spec}  ({certainty})");
    }

    private static string DepthText(Photograph photograph) =>
        photograph.Depth switch
        {
            SampleDepth.UInt8 => "8 bits",
            SampleDepth.UInt16 => EightInSixteen(photograph) ? "16 bits that hold 8" : "16 bits",
            _ => "floating point",
        };

    /// <summary>Whether every sample is one of the 256 levels of 8 bits.</summary>
    private static bool EightInSixteen(Photograph photograph)
    {
        for (int plane = 0; plane < photograph.Color.Count; plane++)
            foreach (float v in photograph.Color[plane])
                if ((int)Math.Round(65535 * photograph.Transfer.FromLinear(v)) % 257 != 0)
                    return false;
        return true;
    }

    private static string ToJson(string path, Photograph photograph, PictureInspection found) =>
        Json.Result(
            "inspect",
            true,
            json =>
            {
                json.WriteString("path", path);
                json.WriteNumber("width", photograph.Shape.Width);
                json.WriteNumber("height", photograph.Shape.Height);
                json.WriteNumber("channels", photograph.Color.Count);
                json.WriteString("depth", DepthText(photograph));
                json.WriteString("transfer", photograph.TransferText);
                if (photograph.Metadata.JpegQuality is { } quality)
                    json.WriteNumber("jpegQuality", quality);
                json.WriteStartArray("noise");
                foreach (double noise in found.Noise)
                    json.WriteNumberValue(noise);
                json.WriteEndArray();
                json.WriteFinite("saturatedShare", found.SaturatedShare);
                json.WriteFinite("finestDetail", DetailLimit.Find(photograph.Color));
                json.WriteBoolean("blurred", found.Blurred);
                json.Nested("blur", () => Write(found.Whole));
                json.WriteStartArray("quadrants");
                foreach (BlurFinding finding in found.Quadrants)
                {
                    json.WriteStartObject();
                    Write(finding);
                    json.WriteEndObject();
                }

                json.WriteEndArray();

                void Write(BlurFinding finding)
                {
                    json.WriteString("spec", finding.Spec);
                    json.WriteFinite("gain", finding.Gain);
                    json.WriteFinite("margin", finding.Margin);
                    json.WriteFinite("radius", finding.Radius);
                }
            }
        );
}
