using System.Text.Json;
using System.Text.RegularExpressions;

namespace Deconv.Cli.Tests;

/// <summary>
/// Checks JSON against the schemas of docs/schema: the part of JSON Schema 2020-12 that they use. A keyword it does not know is an error.
/// </summary>
internal static class JsonSchema
{
    private static readonly string[] Notes = ["$schema", "$id", "$defs", "title", "description"];

    private static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Cli.Samples)!, "docs", "schema");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.schema.json").Select(f => Path.GetFileName(f)[..^".schema.json".Length]);

    /// <summary>What may stand at "command", in any of the forms of a schema.</summary>
    public static IEnumerable<string> Commands(string schema)
    {
        JsonElement root = Load(schema + ".schema.json");
        JsonElement[] forms = root.TryGetProperty("anyOf", out JsonElement several) ? [.. several.EnumerateArray()] : [root];
        foreach (JsonElement form in forms)
            if (form.GetProperty("properties").TryGetProperty("command", out JsonElement command))
                foreach (JsonElement name in command.GetProperty("enum").EnumerateArray())
                    yield return name.GetString()!;
    }

    /// <summary>Everything that is wrong, as "place: what"; nothing when the value is as the schema says.</summary>
    public static List<string> Errors(JsonElement value, string schema)
    {
        JsonElement root = Load(schema + ".schema.json");
        var errors = new List<string>();
        Check(value, root, root, "", errors);
        return errors;
    }

    private static JsonElement Load(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        return document.RootElement.Clone();
    }

    private static void Check(JsonElement value, JsonElement schema, JsonElement root, string place, List<string> errors)
    {
        foreach (JsonProperty rule in schema.EnumerateObject())
        {
            bool good = rule.Name switch
            {
                _ when Notes.Contains(rule.Name) => true,
                "$ref" => Reference(value, rule.Value.GetString()!, root, place, errors),
                "anyOf" => rule.Value.EnumerateArray().Any(s => Fits(value, s, root)),
                "type" => rule.Value.ValueKind == JsonValueKind.Array
                    ? rule.Value.EnumerateArray().Any(t => Is(value, t.GetString()!))
                    : Is(value, rule.Value.GetString()!),
                "const" => JsonElement.DeepEquals(value, rule.Value),
                "enum" => rule.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(value, v)),
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.Value.GetDouble(),
                "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.Value.GetInt32(),
                "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.Value.GetInt32(),
                "required" => value.ValueKind != JsonValueKind.Object
                    || rule.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
                "items" => Items(value, rule.Value, root, place, errors),
                "properties" => Properties(value, rule.Value, root, place, errors),
                "additionalProperties" => Others(value, schema, rule.Value, root, place, errors),
                _ => throw new NotSupportedException($"The keyword {rule.Name} of a schema is not checked; teach it to {nameof(JsonSchema)}."),
            };
            if (!good)
                errors.Add($"{(place.Length == 0 ? "/" : place)}: {rule.Name} {rule.Value.GetRawText()} does not hold for {Short(value)}");
        }
    }

    private static bool Fits(JsonElement value, JsonElement schema, JsonElement root)
    {
        var errors = new List<string>();
        Check(value, schema, root, "", errors);
        return errors.Count == 0;
    }

    private static bool Reference(JsonElement value, string reference, JsonElement root, string place, List<string> errors)
    {
        string[] parts = reference.Split('#');
        JsonElement at = parts[0].Length > 0 ? root = Load(parts[0]) : root;
        foreach (string name in parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = at.GetProperty(name);
        Check(value, at, root, place, errors);
        return true;
    }

    private static bool Items(JsonElement value, JsonElement schema, JsonElement root, string place, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        int i = 0;
        foreach (JsonElement item in value.EnumerateArray())
            Check(item, schema, root, $"{place}/{i++}", errors);
        return true;
    }

    private static bool Properties(JsonElement value, JsonElement schemas, JsonElement root, string place, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        foreach (JsonProperty schema in schemas.EnumerateObject())
            if (value.TryGetProperty(schema.Name, out JsonElement property))
                Check(property, schema.Value, root, $"{place}/{schema.Name}", errors);
        return true;
    }

    private static bool Others(JsonElement value, JsonElement schema, JsonElement rule, JsonElement root, string place, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        string[] known = schema.TryGetProperty("properties", out JsonElement properties) ? [.. properties.EnumerateObject().Select(p => p.Name)] : [];
        JsonProperty[] others = [.. value.EnumerateObject().Where(p => !known.Contains(p.Name))];
        if (rule.ValueKind == JsonValueKind.False)
            return others.Length == 0;
        foreach (JsonProperty other in others)
            Check(other.Value, rule, root, $"{place}/{other.Name}", errors);
        return true;
    }

    private static bool Is(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
            _ => throw new NotSupportedException($"The type {type}."),
        };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
