using System.Globalization;
using System.Text;
using System.Text.Json;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Output;

/// <summary>A PSF as statistics, as text graphics and as JSON.</summary>
internal static class PsfReport
{
    private const string Shades = " .:-=+*#%@";

    public static void Describe(Psf psf, TextWriter output)
    {
        PsfDiagnosis d = psf.Diagnose();
        FormattableString text = $"{psf.Shape.Width}×{psf.Shape.Height}, sum before scaling {d.OriginalSum:G5}, rms radius {d.RmsRadius:F2} px, ";
        FormattableString center =
            $"center of mass ({d.CentroidColumn - psf.OriginColumn:F2}, {d.CentroidRow - psf.OriginRow:F2}) px from the origin, ";
        FormattableString rest = $"border {d.BorderMass:P2}, symmetry {d.Symmetry:F2}";
        output.WriteLine(string.Concat(((FormattableString[])[text, center, rest]).Select(t => t.ToString(CultureInfo.InvariantCulture))));
    }

    public static void Draw(Psf psf, TextWriter output)
    {
        float largest = 0;
        foreach (float v in psf.Samples)
            largest = Math.Max(largest, v);
        int step = (Math.Max(psf.Shape.Height, psf.Shape.Width) + 63) / 64;
        for (int y = 0; y < psf.Shape.Height; y += step)
        {
            var line = new StringBuilder();
            for (int x = 0; x < psf.Shape.Width; x += step)
            {
                // Square root, so that faint parts show; two characters for a square cell.
                double share = Math.Sqrt(Math.Max(0, psf.Samples[(y * psf.Shape.Width) + x]) / largest);
                line.Append(Shades[(int)Math.Round(share * (Shades.Length - 1))], 2);
            }

            output.WriteLine(line.ToString().TrimEnd());
        }
    }

    /// <summary>The result object of a 'deconv psf' command.</summary>
    /// <param name="command">Name of the command.</param>
    /// <param name="spec">The PSF as text.</param>
    /// <param name="psf">The PSF.</param>
    /// <param name="examination">How well it fits a photograph, or null.</param>
    /// <param name="more">Writes additional fields of the command.</param>
    public static string ToJson(string command, string spec, Psf psf, PsfExamination? examination = null, Action<Utf8JsonWriter>? more = null)
    {
        PsfDiagnosis d = psf.Diagnose();
        return Json.Result(
            command,
            true,
            json =>
            {
                json.WriteString("spec", spec);
                json.WriteNumber("width", psf.Shape.Width);
                json.WriteNumber("height", psf.Shape.Height);
                json.WriteFinite("sum", d.OriginalSum);
                json.WriteStartArray("centroid");
                json.WriteNumberValue(d.CentroidColumn - psf.OriginColumn);
                json.WriteNumberValue(d.CentroidRow - psf.OriginRow);
                json.WriteEndArray();
                json.WriteFinite("shift", d.Shift);
                json.WriteFinite("rmsRadius", d.RmsRadius);
                json.WriteFinite("borderMass", d.BorderMass);
                json.WriteFinite("negativeMass", d.NegativeMass);
                json.WriteFinite("floorRatio", d.FloorRatio);
                json.WriteFinite("symmetry", d.Symmetry);
                json.WriteStrings("findings", d.Findings.Select(f => Codes.Of(f.Flaw)));
                more?.Invoke(json);
                if (examination is not null)
                    Write(json, examination);
            }
        );
    }

    private static void Write(Utf8JsonWriter json, PsfExamination examination)
    {
        json.WriteString("verdict", Codes.Of(examination.Verdict));
        json.WriteString("advice", PsfText.Advice(examination.Verdict));
        json.WriteStartArray("trials");
        foreach (PsfTrial trial in examination.Trials)
        {
            json.WriteStartObject();
            json.WriteString("name", PsfText.Of(trial.Kind));
            json.WriteFinite("spectrum", trial.SpectrumCost);
            json.WriteFinite("objective", trial.Objective);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
