using System.Text.Json;
using Deconv.Imaging.PsfFiles;
using Deconv.Simulation;

namespace Deconv.Imaging;

/// <summary>
/// Loads the motion of a camera from JSON: {"focalLength": 5000, "poses": [{"x": 1.5, "y": 2, "roll": 1, "pitch": 0, "yaw": 0, "weight": 1}, …]},
/// shifts in pixels, angles in degrees. What a pose leaves out is 0, its weight 1; the focal length in pixels matters for pitch and yaw only.
/// </summary>
public static class CameraMotionFile
{
    private const double DefaultFocalLength = 5000;

    /// <summary>Whether a file holds poses. False for what cannot be read.</summary>
    /// <param name="path">The file.</param>
    public static bool IsMotion(string path)
    {
        try
        {
            using JsonDocument json = JsonInput.Load(path, "a motion");
            return JsonInput.Optional(json.RootElement, "poses") is not null;
        }
        catch (ImageFormatException)
        {
            return false;
        }
    }

    /// <summary>Reads a motion.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">Missing, unreadable, or not a motion; the message names what is wrong.</exception>
    public static CameraMotion Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using JsonDocument json = JsonInput.Load(path, "a motion");
        try
        {
            return JsonInput.Explained(path, "a motion", () => Read(json.RootElement));
        }
        catch (ArgumentException e)
        {
            throw new ImageFormatException($"{path} is not a motion ({e.Message.TrimEnd('.')}).", e);
        }
    }

    private static CameraMotion Read(JsonElement json)
    {
        if (JsonInput.Optional(json, "poses") is not { ValueKind: JsonValueKind.Array } poses)
            throw new FormatException("'poses' is not a list");
        return new([.. poses.EnumerateArray().Select(Pose)], JsonInput.Number(json, "focalLength", DefaultFocalLength));
    }

    private static CameraPose Pose(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            ? new(Of(json, "x"), Of(json, "y"), Of(json, "roll"), Of(json, "pitch"), Of(json, "yaw"), JsonInput.Number(json, "weight", 1))
            : throw new FormatException("a pose is not an object");

    private static double Of(JsonElement json, string name) => JsonInput.Number(json, name, 0);
}
