using System.Globalization;
using System.Text.Json;
using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Estimation;
using Deconv.Imaging;

namespace Deconv.Cli.Output;

/// <summary>The properties of a photograph, as text and as JSON.</summary>
/// <param name="path">Path of the photograph.</param>
/// <param name="photograph">The photograph.</param>
/// <param name="inspection">Its inspection; null if it shows no detail to measure.</param>
internal sealed class InspectionReport(string path, Photograph photograph, ImageInspection? inspection)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private const double Sharp = BlindVerdict.SharpFrom;
    private static readonly string[] Corners = ["top left", "top right", "bottom left", "bottom right"];

    /// <summary>Of an image without detail: no noise, no blur.</summary>
    private readonly ImageInspection _found =
        inspection
        ?? new(new double[photograph.Color.Count], photograph.Color[0][0] >= 1 ? 1 : 0, new(PsfFamily.Free, "delta", 0, 0, 0), [], double.NaN);

    public string ToText()
    {
        int channels = photograph.Color.Count;
        string alpha = photograph.Alpha is null ? "" : " and alpha",
            quality = photograph.Metadata.JpegQuality is { } q ? $", JPEG quality {q}" : "",
            differences = string.Join(", ", _found.Noise.Skip(1).Select(n => n.ToString("F4", Culture))),
            bound = _found.Blurred ? "" : " (an upper bound in areas of fine texture)",
            noise = _found.Noise[0].ToString("F4", Culture) + " of white in linear light" + bound,
            along = _found.Blurred && _found.Whole.Family == PsfFamily.Motion ? " (across the motion; less along it)" : "";
        List<string> lines =
        [
            $"{path}  {photograph.Shape.Width}×{photograph.Shape.Height}, {channels} {(channels == 1 ? "channel" : "channels")}{alpha}, "
                + $"{DepthText()}, {photograph.TransferText}{quality}",
            $"  noise     {noise}{(differences.Length > 0 ? $"; of the color differences {differences}" : "")}",
            string.Create(Culture, $"  clipped   {100 * _found.SaturatedShare:F2} % of the samples"),
            $"  detail    {Detail(Finest)}{along}",
            $"  edges     {Edges(_found.EdgeSharpness)}",
            $"  blur      {Blur(_found.Whole)}",
        ];
        for (int i = 0; i < _found.Quadrants.Count; i++)
            lines.Add($"    {Corners[i].PadRight(12)} {Blur(_found.Quadrants[i])}");
        lines.Add(Advice());
        lines.AddRange(photograph.Warnings.Select(w => $"  note      {w}"));
        return string.Join(Environment.NewLine, lines);
    }

    public string ToJson() =>
        Json.Result(
            "inspect",
            true,
            json =>
            {
                json.WriteString("path", path);
                json.WriteNumber("width", photograph.Shape.Width);
                json.WriteNumber("height", photograph.Shape.Height);
                json.WriteNumber("channels", photograph.Color.Count);
                json.WriteString("depth", DepthText());
                json.WriteString("transfer", photograph.TransferText);
                if (photograph.Metadata.JpegQuality is { } quality)
                    json.WriteNumber("jpegQuality", quality);
                json.WriteStartArray("noise");
                foreach (double noise in _found.Noise)
                    json.WriteNumberValue(noise);
                json.WriteEndArray();
                json.WriteFinite("saturatedShare", _found.SaturatedShare);
                json.WriteFinite("finestDetail", Finest);
                json.WriteFinite("edgeSharpness", _found.EdgeSharpness);
                json.WriteBoolean("blurred", _found.Blurred);
                json.Nested("blur", () => Write(json, _found.Whole));
                json.WriteStartArray("quadrants");
                foreach (BlurFinding finding in _found.Quadrants)
                {
                    json.WriteStartObject();
                    Write(json, finding);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteStrings("warnings", photograph.Warnings);
            }
        );

    /// <summary>Period of the finest detail in pixels; infinity for none.</summary>
    private double Finest => inspection is null ? double.PositiveInfinity : DetailLimit.Find(photograph.Color);

    private string Advice()
    {
        string file = ShellWords.File(path);
        if (inspection is null)
            return "  There is no detail to measure: all of it has the same value. A blur cannot be seen on it.";
        if (_found.Shaken)
            return $"  The photograph is blurred, but by none of the simple blurs, so probably by camera shake. Try deconv blind {file}";
        if (_found.Blurred)
            return $"  try       deconv deblur {file} -p {_found.Whole.Spec} --psf-trust estimated, or deconv blind {file}";
        return _found.Whole.Soft
            ? $"  The photograph is as sharp as the lens and sensor allow; deconv sharpen {file} sharpens it slightly."
            : "  The photograph looks sharp: there is no blur to remove.";
    }

    private static void Write(Utf8JsonWriter json, BlurFinding finding)
    {
        json.WriteString("spec", finding.Spec);
        json.WriteFinite("gain", finding.Gain);
        json.WriteFinite("margin", finding.Margin);
        json.WriteFinite("radius", finding.Radius);
    }

    private static string Detail(double period)
    {
        if (double.IsInfinity(period))
            return "none above the noise";
        string lost = period > 2.2 ? "; finer detail cannot be recovered" : "";
        return string.Create(Culture, $"down to {period:F1} px is above the noise{lost}");
    }

    private static string Edges(double sharpness) =>
        double.IsNaN(sharpness) ? "too few to tell"
        : sharpness >= Sharp ? string.Create(Culture, $"sharp ({sharpness:F2} of their contrast from one sample to the next)")
        : string.Create(Culture, $"not sharp ({sharpness:F2} of their contrast from one sample to the next; {Sharp:F2} is sharp)");

    private static string Blur(BlurFinding finding)
    {
        if (finding.Gain == 0)
            return "none found";
        if (finding.Soft)
            return $"less than a pixel ({finding.Spec})";
        string certainty =
            finding.Gain > 0.6 && finding.Margin > 0.05 ? "clearly"
            : finding.Gain > 0.6 ? "or another blur of this size"
            : finding.Gain > 0.25 ? "probably"
            : "perhaps";
        return $"{finding.Spec}  ({certainty})";
    }

    private string DepthText() =>
        photograph.Depth switch
        {
            SampleDepth.UInt8 => "8 bits",
            SampleDepth.UInt16 => EightInSixteen() ? "16 bits (8 used)" : "16 bits",
            _ => "floating point",
        };

    /// <summary>Whether every sample is one of the 256 levels of 8 bits.</summary>
    private bool EightInSixteen()
    {
        for (int plane = 0; plane < photograph.Color.Count; plane++)
            foreach (float v in photograph.Color[plane])
                if ((int)Math.Round(65535 * photograph.Transfer.FromLinear(v)) % 257 != 0)
                    return false;
        return true;
    }
}
