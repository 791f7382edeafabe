using System.Text.Json;
using Deconv.Cli.Output;
using Deconv.Imaging.PsfFiles;
using Deconv.Restoration;

namespace Deconv.Cli.Recipes;

/// <summary>Writes a recipe as JSON; doubles are written so that they are read back exactly.</summary>
internal static class RecipeWriter
{
    public static void Save(Recipe recipe, string path, bool force)
    {
        string text = ToJson(recipe);
        TextFile.Write(path, text + "\n", force);
    }

    public static string ToJson(Recipe recipe) =>
        Json.Object(
            json =>
            {
                json.WriteString("deconv", recipe.Version);
                json.WriteNumber("schema", 1);
                json.WriteNumber("recipe", Recipe.Layout);
                json.WriteString("command", recipe.Command);
                json.WriteString("madeBy", recipe.MadeBy);
                if (recipe.NotReproducible is { } why)
                    json.WriteString("notReproducible", why);
                json.Nested(
                    "input",
                    () =>
                    {
                        json.WriteString("path", recipe.Input.Path);
                        json.WriteString("sha256", recipe.Input.File);
                        json.WriteString("pixels", recipe.Input.Pixels);
                        json.WriteNumber("width", recipe.Input.Width);
                        json.WriteNumber("height", recipe.Input.Height);
                        json.WriteNumber("channels", recipe.Input.Channels);
                    }
                );
                Write(json, recipe.Psf);
                Write(json, recipe.Options);
                if (recipe.Automatic is { } automatic)
                    Write(json, automatic, recipe.Stretch);
                if (recipe.Output is { } output)
                {
                    json.Nested(
                        "output",
                        () =>
                        {
                            json.WriteString("path", output.Path);
                            json.WriteString("pixels", output.Pixels);
                            json.WriteString("sha256", output.File);
                            json.WriteNumber("vectorBits", output.VectorBits);
                        }
                    );
                }

                if (recipe.Picks.Count == 0)
                    return;
                json.WriteStartArray("picks");
                foreach (RecipePick pick in recipe.Picks)
                {
                    json.WriteStartObject();
                    json.WriteString("label", pick.Label);
                    Write(json, pick.Psf);
                    Write(json, pick.Options);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            indented: true
        );

    private static void Write(Utf8JsonWriter json, RecipePsf? psf)
    {
        if (psf is null)
            return;
        json.Nested(
            "psf",
            () =>
            {
                json.WriteString("spec", psf.Spec);
                json.WriteString("sha256", psf.Sha256);
                json.WriteNumber("width", psf.Kernel.Shape.Width);
                json.WriteNumber("height", psf.Kernel.Shape.Height);
                json.WriteNumber("originRow", psf.Kernel.OriginRow);
                json.WriteNumber("originColumn", psf.Kernel.OriginColumn);
                json.WriteBase64String("samples", Fingerprint.Bytes(psf.Kernel.Samples));
                if (psf.Field is { } stored)
                {
                    json.Nested(
                        "field",
                        () =>
                        {
                            json.WriteNumber("width", stored.Frame.Width);
                            json.WriteNumber("height", stored.Frame.Height);
                            FieldJson.Write(json, stored.Field);
                        }
                    );
                }
            }
        );
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> options) =>
        json.Nested(
            "options",
            () =>
            {
                foreach ((string name, string words) in options)
                    json.WriteString(name, words);
            }
        );

    private static void Write(Utf8JsonWriter json, AutomaticValues values, LevelRange? stretch) =>
        json.Nested(
            "automatic",
            () =>
            {
                json.WriteNumber("white", values.White);
                if (stretch is { } range)
                {
                    json.Nested(
                        "stretch",
                        () =>
                        {
                            json.WriteNumber("black", range.Black);
                            json.WriteNumber("white", range.White);
                        }
                    );
                }

                if (values.ImpulseNoise is { } noise)
                    json.WriteNumber("impulseNoise", noise);
                Write(json, "planes", values.Planes);
            }
        );

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<PlaneValues> planes)
    {
        json.WriteStartArray(name);
        foreach (PlaneValues plane in planes)
        {
            json.WriteStartObject();
            json.WriteNumber("noise", plane.Noise);
            json.WriteNumber("lambda", plane.Lambda);
            json.WriteNumber("noiseToSignal", plane.NoiseToSignal);
            json.WriteNumber("modelError", plane.ModelError);
            if (plane.Photons is { } photons)
            {
                json.WriteNumber("meanLight", photons.MeanLight);
                json.WriteNumber("medianVariance", photons.MedianVariance);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
