using System.Text.Json;

namespace Deconv.Imaging.PsfFiles;

/// <summary>Reads JSON files of users: errors name the file and the property.</summary>
internal static class JsonInput
{
    private const long LargestFile = 64 << 20;

    /// <exception cref="ImageFormatException">Missing, unreadable, too large or not JSON.</exception>
    public static JsonDocument Load(string path, string what)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                throw new ImageFormatException($"{path} is too large to be {what}.");
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException($"{path} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
        catch (JsonException e)
        {
            throw new ImageFormatException($"{path} is not {what}: it is no JSON ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>Turns errors of the reader into errors about the file.</summary>
    public static T Explained<T>(string path, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or OverflowException)
        {
            throw new ImageFormatException($"{path} is not {what} ({e.Message.TrimEnd('.')}).", e);
        }
    }

    public static JsonElement? Optional(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static int Whole(JsonElement json, string name) =>
        Optional(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number)
            ? number
            : throw new FormatException($"'{name}' is not a whole number");

    /// <summary>A number, or the default where there is none.</summary>
    public static double Number(JsonElement json, string name, double otherwise) =>
        Optional(json, name) switch
        {
            null => otherwise,
            { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
            _ => throw new FormatException($"'{name}' is not a number"),
        };

    public static double[] Numbers(JsonElement json, string name) =>
        Optional(json, name) is { ValueKind: JsonValueKind.Array } array && array.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number)
            ? [.. array.EnumerateArray().Select(v => v.GetDouble())]
            : throw new FormatException($"'{name}' is not a list of numbers");
}
