using System.Globalization;
using System.Text.Json;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Output;

/// <summary>The result of a restoration, as text and as JSON.</summary>
/// <param name="Made">The restoration.</param>
/// <param name="Saved">What was written.</param>
internal sealed record RestorationSummary(Made Made, SaveReport Saved)
{
    /// <summary>The file that was written, with its fingerprints; null if fingerprints are not needed.</summary>
    public ResultFile? OutputFile { get; init; }

    /// <summary>Whether a replay gave the result of the recipe.</summary>
    public bool Verified { get; init; }

    /// <summary>Path of the output; empty if it was not written.</summary>
    public required string Output { get; init; }

    /// <summary>Warnings for the user.</summary>
    public IEnumerable<string> Warnings =>
        Blurred
            .Warnings.Concat(BorderNote)
            .Concat(SignNote)
            .Concat(EffortNote)
            .Concat(Psf.Diagnose().Findings.Select(f => PsfText.Of(f, Made.Spec)))
            .Concat(ClippedText.Of(Saved))
            .Concat(Saved.Warnings);

    private DeconvolutionReport Result => Made.Result;

    /// <summary>The check of what was written.</summary>
    public FitCheck Check => field ??= Made.CheckSaved(Saved);

    private Photograph Blurred => Made.Blurred;

    private Psf Psf => Made.Psf;

    private Shape OutputShape => Made.Region.Shape;

    private IEnumerable<string> BorderNote =>
        Result.Parameters.EmptyShare > 0
            ?
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{100 * Result.Parameters.EmptyShare:F1} % of the picture are areas of one value at the "
                ) + "border: they were ignored and stay as they are. --keep-border uses them as data.",
            ]
            : [];

    private IEnumerable<string> SignNote =>
        Result.Parameters.NonNegative || Made.Options.NonNegative == false
            ? []
            : ["The samples are signed: many lie far below 0, so the result may, too. --sign positive keeps it at 0 or above."];

    private IEnumerable<string> EffortNote =>
        Result.Parameters.LearnedObstacle is { } obstacle
            ? [$"--effort balanced was used instead of best: {LearnedText.Of(obstacle, Result.Parameters)}."]
            : [];

    private string Part
    {
        get
        {
            if (!Made.IsPart)
                return "";
            Region region = Made.Region;
            string margin = Made.Margin is { } m ? $", margin {m}" : "";
            return $" (at {region.Left},{region.Top} of {Made.Size.Width}×{Made.Size.Height}{margin})";
        }
    }

    /// <summary>Why the iteration stopped, with the user's time limit: the library gets only the time left after the preparation.</summary>
    private string Stopped =>
        StopText.Of(
            Result.StopReason.Kind == StopKind.TimeLimit && Made.TimeLimit is { } limit
                ? new StopReason(StopKind.TimeLimit, limit.TotalSeconds)
                : Result.StopReason
        );

    private double ClippedShare =>
        (double)(Saved.Clipped.Low + Saved.Clipped.High) / ((double)OutputShape.Height * OutputShape.Width * Blurred.Color.Count);

    public void WriteText(TextWriter writer, bool verbose)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        PlaneReport first = Result.Planes[0];
        string kind = (Blurred.Color.Count == 3 ? "rgb" : "gray") + Bits(Saved.Depth),
            iterations = first.Report.Iterations > 0 ? string.Create(culture, $", {first.Report.Iterations} iterations") : "";
        writer.WriteLine(
            string.Create(
                culture,
                $"{Made.Path} → {(Output.Length > 0 ? Output : "not written")}  {OutputShape.Width}×{OutputShape.Height}{Part} {kind}{iterations} "
            )
                + string.Create(culture, $"({Stopped}), noise {first.Noise:G3}, λ={first.Lambda:G3}, {Result.Elapsed.TotalSeconds:F1} s, ")
                + string.Create(culture, $"{ClippedShare:P2} clipped")
        );
        if (Made.Command == "sharpen")
            writer.WriteLine($"  removed {Made.Spec}");
        if (Check.Verdict != FitVerdict.NotChecked)
            writer.WriteLine($"  check: {FitText.Advice(Check)}");
        if (Verified)
            writer.WriteLine("  verified: input, PSF and every restored pixel match the recipe");
        foreach (string warning in Warnings)
            writer.WriteLine($"  note: {warning}");
        if (verbose)
            WriteDetails(writer);
    }

    private void WriteDetails(TextWriter writer)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        ResolvedParameters p = Result.Parameters;
        writer.WriteLine(
            $"  method {p.Method.Name}, prior {p.Prior.Name}, boundary {Codes.Of(p.Boundary)}, channels {Codes.Of(p.Channels)}, "
                + $"effort {Codes.Of(p.Effort)}, PSF {Psf.Shape.Width}×{Psf.Shape.Height}, transfer {Blurred.TransferText}, "
                + string.Create(culture, $"{p.SaturatedShare:P2} not trusted (clipped), {p.Impulses} impulses")
        );
        FitCheck check = Check;
        writer.WriteLine(
            string.Create(culture, $"  check {Codes.Of(check.Verdict)}: chi-square {check.ChiSquare:F2}, whiteness {check.Whiteness:F2}, ")
                + string.Create(culture, $"noise gain {check.NoiseGain:F2}, overshoot {check.OvershootPercent:F1} %, ")
                + string.Create(culture, $"artifacts {check.ArtifactPercent:F2} %, black {check.BlackPercent:F2} %")
        );
        for (int i = 0; i < Result.Planes.Count; i++)
        {
            PlaneReport plane = Result.Planes[i];
            writer.WriteLine(
                string.Create(culture, $"  plane {i + 1}: noise {plane.Noise:G3}, λ={plane.Lambda:G3} (1/λ={1 / plane.Lambda:G3}), ")
                    + string.Create(culture, $"{plane.Report.Iterations} iterations, {StopText.Of(plane.Report.Reason)}, ")
                    + string.Create(culture, $"{plane.Report.Elapsed.TotalSeconds:F2} s")
            );
        }
    }

    /// <summary>All fields after the common first ones.</summary>
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
                json.WriteStrings("warnings", d.Findings.Select(f => Codes.Of(f.Flaw)));
            }
        );
        json.Nested(
            "model",
            () =>
            {
                json.WriteString("method", Result.Parameters.Method.Name);
                json.WriteString("prior", Result.Parameters.Prior.Name);
                json.WriteString("effort", Codes.Of(Result.Parameters.Effort));
                json.WriteFinite("lambda", first.Lambda);
                json.WriteString("lambdaSource", Made.SourceOf(Made.Options.Lambda));
                json.WriteFinite("noise", first.Noise);
                json.WriteString("noiseSource", Made.SourceOf(Made.Options.Noise));
                json.WriteString("boundary", Codes.Of(Result.Parameters.Boundary));
                json.WriteString("channels", Codes.Of(Result.Parameters.Channels));
                json.WriteFinite("saturatedPercent", 100 * Result.Parameters.SaturatedShare);
                json.WriteNumber("impulses", Result.Parameters.Impulses);
                json.WriteFinite("emptyPercent", 100 * Result.Parameters.EmptyShare);
            }
        );
        json.Nested(
            "solve",
            () =>
            {
                json.WriteNumber("iterations", first.Report.Iterations);
                json.WriteString("stopReason", StopText.Code(Result.StopReason));
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
                json.WriteFinite("chi2PerPixel", Check.ChiSquare);
                json.WriteFinite("residualWhiteness", Check.Whiteness);
                json.WriteFinite("noiseGain", Check.NoiseGain);
                json.WriteFinite("overshootPercent", Check.OvershootPercent);
                json.WriteFinite("artifactPercent", Check.ArtifactPercent);
                json.WriteFinite("blackPercent", Check.BlackPercent);
                json.WriteFinite("clippedPercent", Check.ClippedPercent);
                json.WriteString("verdict", Codes.Of(Check.Verdict));
                json.WriteString("advice", FitText.Advice(Check));
            }
        );
        json.Nested(
            "output",
            () =>
            {
                json.WriteString("path", Output);
                json.WriteNumber("width", OutputShape.Width);
                json.WriteNumber("height", OutputShape.Height);
                if (Made.IsPart)
                    json.WriteString("crop", Made.Region.ToString());
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

    public static string Bits(SampleDepth depth) =>
        depth switch
        {
            SampleDepth.UInt8 => "8",
            SampleDepth.UInt16 => "16",
            _ => "f32",
        };
}
