using System.Globalization;
using System.Text.Json;
using Deconv.Psfs;

namespace Deconv.Cli.Output;

/// <summary>A field as numbers: text and JSON.</summary>
internal static class FieldReport
{
    /// <summary>The rms radius of every PSF, row by row.</summary>
    public static void Describe(PsfField field, Shape frame, TextWriter output)
    {
        output.WriteLine(
            $"{field.Columns.Count}×{field.Rows.Count} places on {frame.Width}×{frame.Height}, "
                + $"PSFs {field.Shape.Width}×{field.Shape.Height}, rms radius in px:"
        );
        for (int row = 0; row < field.Rows.Count; row++)
        {
            output.WriteLine(
                string.Join(' ', Row(field, row).Select(p => p.Diagnose().RmsRadius.ToString("F2", CultureInfo.InvariantCulture).PadLeft(6)))
            );
        }
    }

    /// <summary>The result object of a 'deconv psf field' command.</summary>
    /// <param name="command">Name of the command.</param>
    /// <param name="spec">The field as text.</param>
    /// <param name="field">The field.</param>
    /// <param name="frame">Shape of its frame.</param>
    /// <param name="more">Writes additional fields of the command.</param>
    public static string ToJson(string command, string spec, PsfField field, Shape frame, Action<Utf8JsonWriter>? more = null) =>
        Json.Result(
            command,
            true,
            json =>
            {
                json.WriteString("spec", spec);
                json.WriteNumber("width", frame.Width);
                json.WriteNumber("height", frame.Height);
                json.WriteNumber("psfWidth", field.Shape.Width);
                json.WriteNumber("psfHeight", field.Shape.Height);
                Numbers(json, "rows", field.Rows);
                Numbers(json, "columns", field.Columns);
                Numbers(json, "rmsRadius", field.Psfs.Select(p => p.Diagnose().RmsRadius));
                more?.Invoke(json);
            }
        );

    private static IEnumerable<Psf> Row(PsfField field, int row) => field.Psfs.Skip(row * field.Columns.Count).Take(field.Columns.Count);

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
