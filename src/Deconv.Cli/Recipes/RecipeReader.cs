using System.Runtime.InteropServices;
using System.Text.Json;
using Deconv.Imaging;
using Deconv.Imaging.PsfFiles;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Recipes;

/// <summary>Reads recipes. Errors name the field.</summary>
internal static class RecipeReader
{
    private const long LargestFile = 64 << 20;
    private const int LargestPsf = 4096;

    /// <exception cref="ImageFormatException">The file is missing, unreadable, not a recipe, or of a newer layout.</exception>
    public static Recipe Load(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                throw Bad(path, "is too large to be a recipe");
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException($"The recipe {path} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw Bad(path, $"is not a recipe of this program ({e.Message.TrimEnd('.')})");
        }
        catch (InvalidPsfException e)
        {
            throw Bad(path, $"contains no valid PSF ({e.Message.TrimEnd('.')})");
        }
    }

    private static ImageFormatException Bad(string path, string what) =>
        new($"{path} {what}. Recipes are written by --save-recipe, 'deconv sweep' and 'deconv blind --candidates'.");

    private static Recipe Read(JsonElement json)
    {
        int layout = Field(json, "recipe").GetInt32();
        if (layout != Recipe.Layout)
            throw new FormatException($"its layout version is {layout}, this program reads {Recipe.Layout}");
        string command = Text(json, "command");
        if (command is not ("deblur" or "sharpen"))
            throw new FormatException($"its command is '{command}', not deblur or sharpen");
        JsonElement input = Field(json, "input");
        return new Recipe(
            command,
            Text(json, "madeBy"),
            new(
                Text(input, "path"),
                Optional(input, "sha256")?.GetString(),
                Text(input, "pixels"),
                Field(input, "width").GetInt32(),
                Field(input, "height").GetInt32(),
                Field(input, "channels").GetInt32()
            ),
            Psf(json),
            Options(json)
        )
        {
            Version = Text(json, "deconv"),
            NotReproducible = Optional(json, "notReproducible")?.GetString(),
            Automatic = Optional(json, "automatic") is { } automatic ? Automatic(automatic) : null,
            Stretch =
                Optional(json, "automatic") is { } a && Optional(a, "stretch") is { } range
                    ? new(Number(range, "black"), Number(range, "white"))
                    : null,
            Output = Optional(json, "output") is { } output
                ? new(Text(output, "path"), Text(output, "pixels"), Optional(output, "sha256")?.GetString(), Field(output, "vectorBits").GetInt32())
                : null,
            Picks = Optional(json, "picks") is { } picks
                ? [.. picks.EnumerateArray().Select(p => new RecipePick(Text(p, "label"), Psf(p), Options(p)))]
                : [],
        };
    }

    private static AutomaticValues Automatic(JsonElement json) =>
        new(Positive(json, "white"), Planes(Field(json, "planes"))) { ImpulseNoise = Optional(json, "impulseNoise")?.GetDouble() };

    private static List<PlaneValues> Planes(JsonElement json) =>
        [
            .. json.EnumerateArray()
                .Select(plane => new PlaneValues(
                    Least(plane, "noise", 0),
                    Least(plane, "lambda", 0),
                    Least(plane, "noiseToSignal", 0),
                    Least(plane, "modelError", 0)
                )
                {
                    Photons = Optional(plane, "meanLight") is null ? null : (Positive(plane, "meanLight"), Positive(plane, "medianVariance")),
                }),
        ];

    private static RecipePsf? Psf(JsonElement json)
    {
        if (Optional(json, "psf") is not { } psf)
            return null;
        var shape = new Shape(Field(psf, "height").GetInt32(), Field(psf, "width").GetInt32());
        byte[] bytes = Field(psf, "samples").GetBytesFromBase64();
        if (shape.Height is < 1 or > LargestPsf || shape.Width is < 1 or > LargestPsf || bytes.Length != 4 * shape.Count)
            throw new FormatException("the number of samples of its PSF does not match its size");
        float[] samples = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        if (!BitConverter.IsLittleEndian)
            samples =
            [
                .. samples.Select(s =>
                    BitConverter.Int32BitsToSingle(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(s)))
                ),
            ];
        Psf kernel = Deconv.Psfs.Psf.FromSamples(shape, samples, Field(psf, "originRow").GetInt32(), Field(psf, "originColumn").GetInt32());
        return new(Text(psf, "spec"), kernel, Text(psf, "sha256"))
        {
            Field = Optional(psf, "field") is { } field
                ? (FieldJson.Read(field, null), new Shape(Field(field, "height").GetInt32(), Field(field, "width").GetInt32()))
                : null,
        };
    }

    private static List<KeyValuePair<string, string>> Options(JsonElement json) =>
        [
            .. Field(json, "options")
                .EnumerateObject()
                .Select(o => KeyValuePair.Create(o.Name, o.Value.GetString() ?? throw new FormatException($"the option {o.Name} is not a string"))),
        ];

    private static JsonElement Field(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value)
            ? value
            : throw new FormatException($"'{name}' is missing");

    private static JsonElement? Optional(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static string Text(JsonElement json, string name) => Field(json, name).GetString() ?? throw new FormatException($"'{name}' is empty");

    private static double Number(JsonElement json, string name) =>
        Field(json, name).GetDouble() is var value && double.IsFinite(value) ? value : throw new FormatException($"'{name}' is not a finite number");

    private static double Least(JsonElement json, string name, double least) =>
        Number(json, name) is var value && value >= least ? value : throw new FormatException($"'{name}' is below {least}");

    private static double Positive(JsonElement json, string name) =>
        Number(json, name) is > 0 and var value ? value : throw new FormatException($"'{name}' is not above 0");
}
