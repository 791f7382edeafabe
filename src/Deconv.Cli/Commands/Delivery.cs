using System.CommandLine;
using System.Text.Json;
using Deconv.Blind;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Recipes;
using Deconv.Cli.Reports;
using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>What becomes of a restoration, whichever command made it: the picture, the residual map, the recipe, the report and the words.</summary>
internal sealed class Delivery(ParseResult parsed, RestoreSettings settings, BatchContext context)
{
    /// <summary>Command of the result object.</summary>
    public required string Command { get; init; }

    /// <summary>The recipe that is applied, or null.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>Fields that come before those of the restoration.</summary>
    public Action<Utf8JsonWriter>? Lead { get; init; }

    /// <summary>Fields that only a report has.</summary>
    public Action<Utf8JsonWriter>? Details { get; init; }

    /// <summary>What is thought of a PSF that was estimated; null where it was given.</summary>
    public BlindVerdict? Verdict { get; init; }

    /// <summary>Whether the answer is to be trusted.</summary>
    public bool Ok { get; init; } = true;

    /// <summary>"deconv replay" without an output: nothing is written.</summary>
    private bool VerifyOnly => Verifies && parsed.GetValue(settings.Output.Output) is null && Recipe?.Picks.Count == 0;

    private bool Verifies => parsed.GetValue(settings.Record.Verify);

    /// <summary>Writes everything that was asked for; returns the exit code.</summary>
    /// <param name="made">The restoration.</param>
    /// <param name="target">Where the picture goes.</param>
    public int Deliver(Restored made, string target)
    {
        DeconvolutionResult result = made.Result;
        if (result.StopReason.Code == "diverged")
            throw new DivergedException($"{made.Path}: {result.StopReason.Text}. Raise --lambda, or leave it and --iterations to their defaults.");
        if (made.Canceled)
            target = context.Partial;
        bool force = parsed.GetValue(settings.Output.Force),
            quiet = parsed.GetValue(settings.Run.Quiet);
        using Photograph before = made.Blurred.With(made.Wanted(made.Blurred.Color), made.Blurred.Alpha is { } alpha ? made.Wanted(alpha) : null);
        using PlanarImage part = result.Image.Crop(made.Box.Top - made.Solved.Top, made.Box.Left - made.Solved.Left, made.Box.Shape);
        using PlanarImage residual = result.Residual.Crop(made.Box.Top - made.Solved.Top, made.Box.Left - made.Solved.Left, made.Box.Shape);
        using Photograph after = before.With(settings.Restore.Blend(parsed, before.Color, part, made.Box, made.Blurred.Shape));
        string? recipeFile = settings.Record.RecipeFor(parsed, target),
            reportFile = parsed.GetValue(settings.Record.Report);
        bool json = parsed.GetValue(settings.Run.Json),
            traced = recipeFile is not null || reportFile is not null || json || Verifies;
        string? pixels = traced ? Fingerprint.Of(after.Color) : null;
        if (Verifies)
            Replay.CheckResult(Recipe!, pixels!, VectorBits);
        SaveReport saved = VerifyOnly ? new(default, "", after.Depth, after.Transfer, []) : settings.Output.Write(parsed, after, target);
        if (parsed.GetValue(settings.Restore.ResidualMap) is { } map)
            ResidualMap.Save(residual, map, force);

        RecipeOutput? output = traced
            ? new(VerifyOnly ? "" : target, pixels!, target == "-" || VerifyOnly ? null : Fingerprint.OfFile(target), VectorBits)
            : null;
        var summary = new RestorationSummary(Command, made, saved)
        {
            Output = VerifyOnly ? "" : target,
            OutputFile = output,
            OutputShape = after.Shape,
            Verified = Verifies && Recipe?.Output is not null,
        };
        if (recipeFile is not null)
            RecipeWriter.Save(MakeRecipe(made, output!), recipeFile, force);
        if (!quiet)
            summary.WriteText(context.Error, parsed.GetValue(settings.Run.Verbose));
        if (reportFile is not null)
            WriteReport(reportFile, made, before, after, residual, summary);
        if (json)
            (target == "-" ? context.Error : context.Output).WriteLine(ToJson(summary, details: false));
        return made.Canceled ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private static int VectorBits => Deconv.Benchmarking.EngineBenchmark.VectorBits;

    private string ToJson(RestorationSummary summary, bool details) =>
        Json.Result(
            Command,
            Ok,
            json =>
            {
                Lead?.Invoke(json);
                if (details)
                    Details?.Invoke(json);
                summary.Write(json);
            }
        );

    private void WriteReport(string file, Restored made, Photograph before, Photograph after, PlanarImage residual, RestorationSummary summary)
    {
        string text =
            Path.GetExtension(file) == ".json"
                ? ToJson(summary, details: true) + "\n"
                : HtmlReport.Make(
                    new(made, before, after, residual, summary, Verdict, ShellWords.Join(["deconv", .. parsed.Tokens.Select(t => t.Value)]))
                );
        TextFile.Write(file, text, parsed.GetValue(settings.Output.Force));
    }

    private Recipe MakeRecipe(Restored made, RecipeOutput output)
    {
        ParseResult p = parsed;
        List<KeyValuePair<string, string>> words =
        [
            .. OptionWords.Of(made.Options, p.GetValue(settings.Restore.Saturation)!, p.GetValue(settings.Restore.Amount)),
            .. p.GetResult(settings.Input.Transfer) is { Implicit: false, Tokens: [var transfer] }
                ? [KeyValuePair.Create("transfer", transfer.Value)]
                : Array.Empty<KeyValuePair<string, string>>(),
            .. settings.Output.Words(p),
        ];
        foreach (Option<string?> file in (Option<string?>[])[settings.Restore.Mask, settings.Restore.Weights])
            if (p.GetValue(file) is { } name)
                words.Add(new(file.Name[2..], name));
        if (made.Box.Shape != made.Blurred.Shape)
            words.Add(new("crop", made.Box.ToString()));
        if (made.Margin is { } margin)
            words.Add(new("crop-margin", margin.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new(Command == "sharpen" ? "sharpen" : "deblur", Command, made.Source!, new(made.Spec, made.Psf, Fingerprint.Of(made.Psf)), words)
        {
            Automatic = made.Result.Parameters.Automatic,
            Stretch = made.Result.Parameters.Stretch,
            Output = output,
            NotReproducible =
                made.Canceled ? "was ended by hand"
                : made.Result.Planes.Any(r => r.Report.Reason.Code == "time-limit") ? "was ended by its time limit"
                : null,
        };
    }
}
