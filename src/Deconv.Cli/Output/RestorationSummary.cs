using System.Globalization;
using System.Text.Json;
using Deconv.Cli.Commands;
using Deconv.Cli.Recipes;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Output;

/// <summary>What a restoration did, for people and for programs.</summary>
/// <param name="Command">That made it.</param>
/// <param name="Made">The restoration.</param>
/// <param name="Saved">What was written.</param>
internal sealed record RestorationSummary(string Command, Restored Made, SaveReport Saved)
{
    /// <summary>The file that was written, with its fingerprints; null when nobody asked.</summary>
    public RecipeOutput? OutputFile { get; init; }

    /// <summary>Size of what was written.</summary>
    public required Shape OutputShape { get; init; }

    /// <summary>A replay whose result is that of the recipe.</summary>
    public bool Verified { get; init; }

    /// <summary>Where it was written; empty when it was not.</summary>
    public required string Output { get; init; }

    public DeconvolutionResult Result => Made.Result;

    private Photograph Blurred => Made.Blurred;

    private Psf Psf => Made.Psf;

    /// <summary>What the user ought to know, one sentence each.</summary>
    public IEnumerable<string> Warnings =>
        Blurred.Warnings.Concat(EffortNote).Concat(Psf.Diagnose().Findings.Select(f => f.Message)).Concat(Saved.Warnings);

    private IEnumerable<string> EffortNote => Result.Parameters.EffortNote is { } note ? [$"--effort best was run as balanced: {note}."] : [];

    private string Part =>
        Made.Box.Shape == Blurred.Shape
            ? ""
            : $" (at {Made.Box.Left},{Made.Box.Top} of {Blurred.Shape.Width}×{Blurred.Shape.Height}{(Made.Margin is { } margin ? $", solved with a margin of {margin}" : "")})";

    /// <summary>Why it ended, in the user's numbers: the library was given what the work before the solver had left of the time.</summary>
    private string Stopped =>
        Result.StopReason.Code switch
        {
            "canceled" => "interrupted",
            "time-limit" when Made.Options.TimeLimit is { } limit => string.Create(
                CultureInfo.InvariantCulture,
                $"the time limit of {limit.TotalSeconds:G4} s"
            ),
            _ => Result.StopReason.Text,
        };

    private double ClippedShare => (double)(Saved.Clipped.Low + Saved.Clipped.High) / ((double)OutputShape.Count * Blurred.Color.Count);

    public void WriteText(TextWriter writer, bool verbose)
    {
        PlaneReport first = Result.Planes[0];
        string iterations = first.Report.Iterations > 0 ? string.Create(CultureInfo.InvariantCulture, $", {first.Report.Iterations} iterations") : "";
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Made.Path} → {(Output.Length > 0 ? Output : "not written")}  {OutputShape.Width}×{OutputShape.Height}{Part} {(Blurred.Color.Count == 3 ? "rgb" : "gray")}{Bits(Saved.Depth)}{iterations} (stopped: {Stopped}), noise {first.Noise:G3}, λ={first.Lambda:G3}, {Result.Elapsed.TotalSeconds:F1} s, {ClippedShare:P2} clipped"
            )
        );
        if (Command == "sharpen")
            writer.WriteLine($"  took back {Made.Spec}");
        if (Result.Check.Verdict != "not-checked")
            writer.WriteLine($"  check: {Result.Check.Advice}");
        if (Verified)
            writer.WriteLine("  verified: input, PSF and every restored pixel are those of the recipe");
        foreach (string warning in Warnings)
            writer.WriteLine($"  note: {warning}");
        if (!verbose)
            return;
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  method {Result.Parameters.Method}, prior {Result.Parameters.Prior}, boundary {Result.Parameters.Boundary}, channels {Result.Parameters.Channels}, effort {Result.Parameters.Effort.ToString().ToLowerInvariant()}, PSF {Psf.Shape.Width}×{Psf.Shape.Height}, transfer {Blurred.TransferText}, {Result.Parameters.SaturatedShare:P2} not trusted (clipped), {Result.Parameters.Impulses} impulses"
            )
        );
        FitCheck check = Result.Check;
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  check {check.Verdict}: chi-square {check.ChiSquare:F2}, whiteness {check.Whiteness:F2}, noise gain {check.NoiseGain:F2}, overshoot {check.OvershootPercent:F1} %"
            )
        );
        for (int i = 0; i < Result.Planes.Count; i++)
        {
            PlaneReport plane = Result.Planes[i];
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  plane {i + 1}: noise {plane.Noise:G3}, λ={plane.Lambda:G3} (1/λ={1 / plane.Lambda:G3}), {plane.Report.Iterations} iterations, {plane.Report.Reason.Text}, {plane.Report.Elapsed.TotalSeconds:F2} s"
                )
            );
        }
    }

    /// <summary>All fields but those every result starts with.</summary>
    public void Write(Utf8JsonWriter json)
    {
        PlaneReport first = Result.Planes[0];
        json.Nested(
            "input",
            () =>
            {
                json.WriteString("path", Made.Path);
                json.WriteString("sha256", Made.Source?.File);
                json.WriteNumber("width", Blurred.Shape.Width);
                json.WriteNumber("height", Blurred.Shape.Height);
                json.WriteNumber("channels", Blurred.Color.Count);
                json.WriteBoolean("alpha", Blurred.Alpha is not null);
                json.WriteString("depth", Bits(Blurred.Depth));
                json.WriteString("transfer", Blurred.TransferText);
            }
        );
        json.Nested(
            "psf",
            () =>
            {
                PsfDiagnosis d = Psf.Diagnose();
                json.WriteString("spec", Made.Spec);
                json.WriteString("sha256", Fingerprint.Of(Psf));
                json.WriteNumber("width", Psf.Shape.Width);
                json.WriteNumber("height", Psf.Shape.Height);
                json.WriteFinite("sum", Psf.OriginalSum);
                json.WriteFinite("shift", d.Shift);
                json.WriteStrings("warnings", d.Findings.Select(f => f.Code));
            }
        );
        json.Nested(
            "model",
            () =>
            {
                json.WriteString("method", Result.Parameters.Method);
                json.WriteString("prior", Result.Parameters.Prior);
                json.WriteString("effort", Result.Parameters.Effort.ToString().ToLowerInvariant());
                json.WriteFinite("lambda", first.Lambda);
                json.WriteString("lambdaSource", Source(Made.Options.Lambda));
                json.WriteFinite("noise", first.Noise);
                json.WriteString("noiseSource", Source(Made.Options.Noise));
                json.WriteString("boundary", Result.Parameters.Boundary.ToLowerInvariant());
                json.WriteString("channels", Result.Parameters.Channels.ToLowerInvariant());
                json.WriteFinite("saturatedPercent", 100 * Result.Parameters.SaturatedShare);
                json.WriteNumber("impulses", Result.Parameters.Impulses);
            }
        );
        json.Nested(
            "solve",
            () =>
            {
                json.WriteNumber("iterations", first.Report.Iterations);
                json.WriteString("stopReason", Result.StopReason.Code);
                json.WriteBoolean("converged", Result.StopReason.Converged);
                json.WriteStartArray("objective");
                foreach (var iteration in first.Report.History)
                    json.WriteNumberValue(iteration.Objective);
                json.WriteEndArray();
                json.WriteFinite("relativeUpdate", first.Report.Iterations > 0 ? first.Report.History[^1].RelativeChange : 0);
                json.WriteFinite("seconds", Result.Elapsed.TotalSeconds);
            }
        );
        json.Nested(
            "check",
            () =>
            {
                json.WriteFinite("chi2PerPixel", Result.Check.ChiSquare);
                json.WriteFinite("residualWhiteness", Result.Check.Whiteness);
                json.WriteFinite("noiseGain", Result.Check.NoiseGain);
                json.WriteFinite("overshootPercent", Result.Check.OvershootPercent);
                json.WriteFinite("clippedPercent", Result.Check.ClippedPercent);
                json.WriteString("verdict", Result.Check.Verdict);
                json.WriteString("advice", Result.Check.Advice);
            }
        );
        json.Nested(
            "output",
            () =>
            {
                json.WriteString("path", Output);
                json.WriteNumber("width", OutputShape.Width);
                json.WriteNumber("height", OutputShape.Height);
                if (Made.Box.Shape != Blurred.Shape)
                    json.WriteString("crop", Made.Box.ToString());
                if (Made.Margin is { } margin)
                    json.WriteNumber("cropMargin", margin);
                json.WriteString("sha256", OutputFile?.File);
                json.WriteString("pixels", OutputFile?.Pixels);
                if (Verified)
                    json.WriteBoolean("verified", true);
                json.WriteString("depth", Bits(Saved.Depth));
                json.WriteFinite("clippedPercent", 100 * ClippedShare);
            }
        );
        json.WriteStrings("warnings", Warnings);
    }

    private string Source(double? given) =>
        given is not null ? "given"
        : Made.Options.Automatic is null ? "auto"
        : "recipe";

    public static string Bits(SampleDepth depth) =>
        depth switch
        {
            SampleDepth.UInt8 => "8",
            SampleDepth.UInt16 => "16",
            _ => "f32",
        };
}
