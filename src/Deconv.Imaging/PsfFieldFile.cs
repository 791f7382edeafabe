using System.Text.Json;
using Deconv.Imaging.PsfFiles;
using Deconv.Psfs;

namespace Deconv.Imaging;

/// <summary>
/// Loads and saves blurs that differ across the frame as JSON: size of the frame ("width", "height"), places ("rows", "columns", in pixels)
/// and the PSFs, row by row: as "samples" with "psfHeight", "psfWidth", "originRow" and "originColumn", as "files" (names of PSF files beside this
/// one), or as "mosaic" (one picture that holds them all, in cells of equal size). A folder stands for the file field.json in it.
/// </summary>
public static class PsfFieldFile
{
    /// <summary>The file that a folder stands for.</summary>
    public const string NameInFolder = "field.json";

    /// <summary>Reads a field and the shape of the frame that its places are for.</summary>
    /// <param name="path">A JSON file or a folder.</param>
    /// <exception cref="ImageFormatException">Missing, unreadable, or not a field; the message names what is wrong.</exception>
    /// <exception cref="InvalidPsfException">Places or PSFs that are not possible.</exception>
    public static (PsfField Field, Shape Frame) Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            path = Path.Combine(path, NameInFolder);
        using JsonDocument json = JsonInput.Load(path, "a field");
        return JsonInput.Explained(path, "a field", () => Read(json.RootElement, path));
    }

    /// <summary>Writes a field with all its samples into one JSON file; it is read back bit for bit.</summary>
    /// <param name="field">The field.</param>
    /// <param name="frame">Shape of the frame that its places are for.</param>
    /// <param name="path">The file to create; it is written atomically.</param>
    /// <param name="overwrite">Whether to replace an existing file; default false.</param>
    /// <exception cref="OutputException">The file exists or cannot be written.</exception>
    public static void Save(PsfField field, Shape frame, string path, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(path);
        WriteJson(path, overwrite, frame, json => FieldJson.Write(json, field));
    }

    /// <summary>Writes all PSFs into one picture, cell by cell, and their places into a JSON file that names it.</summary>
    /// <param name="field">The field; its PSFs get an odd size with the origin in the middle.</param>
    /// <param name="frame">Shape of the frame that its places are for.</param>
    /// <param name="picture">The picture to create, in a format of <see cref="PsfFile.Save"/>.</param>
    /// <param name="places">The JSON file to create, in the same folder.</param>
    /// <param name="overwrite">Whether to replace existing files; default false.</param>
    /// <returns>Warnings, one sentence each.</returns>
    /// <exception cref="OutputException">A file exists or cannot be written.</exception>
    public static IReadOnlyList<string> SaveMosaic(PsfField field, Shape frame, string picture, string places, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(places);
        IReadOnlyList<string> warnings = PsfFile.Save(FieldJson.Mosaic(field), picture, overwrite);
        WriteJson(
            places,
            overwrite,
            frame,
            json =>
            {
                FieldJson.WritePlaces(json, field);
                json.WriteString("mosaic", Path.GetFileName(picture));
            }
        );
        return warnings;
    }

    private static void WriteJson(string path, bool overwrite, Shape frame, Action<Utf8JsonWriter> content) =>
        AtomicFile.Write(
            path,
            overwrite,
            stream =>
            {
                using var json = new Utf8JsonWriter(stream, new() { Indented = true });
                json.WriteStartObject();
                json.WriteNumber("field", 1);
                json.WriteNumber("width", frame.Width);
                json.WriteNumber("height", frame.Height);
                content(json);
                json.WriteEndObject();
            }
        );

    private static (PsfField, Shape) Read(JsonElement json, string path)
    {
        var frame = new Shape(JsonInput.Whole(json, "height"), JsonInput.Whole(json, "width"));
        if (frame.IsEmpty)
            throw new FormatException($"its frame is {frame.Width}×{frame.Height}");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return (FieldJson.Read(json, name => PsfFile.Load(Path.Combine(folder, name))), frame);
    }
}
