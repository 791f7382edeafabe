using System.Text.Json;
using Deconv.Blind;
using Deconv.Cli.Output;
using Deconv.Restoration;

namespace Deconv.Cli.Progress;

/// <summary>Progress as JSON, for programs.</summary>
internal static class JsonProgress
{
    /// <summary>One object.</summary>
    public static string Line(string file, ProgressStep step) =>
        Json.Object(json =>
        {
            json.WriteString("event", "iteration");
            json.WriteString("file", file);
            json.WriteString("phase", step.Phase);
            if (step.Restore is { } solve)
                Write(json, solve);
            else if (step.Search is { } search)
                Write(json, search);
            json.WriteFinite("eta", Math.Round(step.SecondsLeft ?? double.NaN, 3));
        });

    private static void Write(Utf8JsonWriter json, DeconvolutionProgress value)
    {
        if (value.TileCount > 1)
        {
            json.WriteNumber("tile", value.Tile + 1);
            json.WriteNumber("tiles", value.TileCount);
        }

        json.WriteNumber("plane", value.Plane + 1);
        json.WriteNumber("planes", value.PlaneCount);
        json.WriteNumber("i", value.Iteration);
        json.WriteNumber("max", value.MaxIterations);
        json.WriteFinite("objective", value.Objective);
        json.WriteFinite("update", value.RelativeChange);
    }

    private static void Write(Utf8JsonWriter json, BlindProgress value)
    {
        json.WriteNumber("start", value.Start);
        json.WriteNumber("starts", value.Starts);
        json.WriteNumber("i", value.Step);
        json.WriteNumber("max", value.Steps);
    }
}
