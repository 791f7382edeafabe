using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Deconv.Cli.Output;

/// <summary>Writes JSON objects field by field, with stable names and without reflection.</summary>
internal static class Json
{
    // Paths and sentences stay readable; the output is not embedded in HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Object(Action<Utf8JsonWriter> write, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options with { Indented = indented, NewLine = "\n" }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The result object of a command; all of them start with the same fields.</summary>
    public static string Result(string command, bool ok, Action<Utf8JsonWriter> write) =>
        Object(json =>
        {
            json.WriteString("deconv", Version);
            json.WriteNumber("schema", 1);
            json.WriteString("command", command);
            json.WriteBoolean("ok", ok);
            write(json);
        });

    public static string Version { get; } = typeof(Json).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static void Nested(this Utf8JsonWriter json, string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    /// <summary>JSON has no infinities; values that are not finite become null.</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
