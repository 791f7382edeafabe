using System.Text.Json;
using Deconv.Benchmarking;
using Deconv.Blind.Verdict;
using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Recipes;
using Deconv.Cli.Reports;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Jobs;

/// <summary>Writes the results of a restoration: image, residual map, recipe, report and messages.</summary>
/// <param name="request">The request.</param>
/// <param name="context">Output streams.</param>
internal sealed class Delivery(RestoreSettingsRequest request, BatchContext context)
{
    /// <summary>The command line, for the report.</summary>
    public required string CommandLine { get; init; }

    /// <summary>What a replay must reproduce, or null.</summary>
    public Expectation? Expected { get; init; }

    /// <summary>Fields that come before those of the restoration.</summary>
    public Action<Utf8JsonWriter>? Lead { get; init; }

    /// <summary>Fields that only a report has.</summary>
    public Action<Utf8JsonWriter>? Details { get; init; }

    /// <summary>The verdict on an estimated PSF; null if the PSF was given.</summary>
    public BlindVerdict? Verdict { get; init; }

    /// <summary>The candidates of a blind search for the report; null if they are not shown.</summary>
    public CandidateChoice? Candidates { get; init; }

    /// <summary>Whether the result is trusted.</summary>
    public bool Ok { get; init; } = true;

    /// <summary>Whether a result that artifacts ruin is written.</summary>
    public bool AcceptAnyway { get; init; }

    /// <summary>Whether the image is written; a replay may only verify.</summary>
    public bool Writes { get; init; } = true;

    private OutputRequest Output => request.Output;

    private bool Refuses(Made made) => made.Result.Check.Verdict == FitVerdict.Artifacts && !AcceptAnyway;

    /// <summary>Whether fingerprints are needed.</summary>
    public static bool IsTraced(RestoreSettingsRequest request, Expectation? expected) =>
        expected is not null || request.Run.Json || request.Record.SaveRecipe is not null || request.Record.Report is not null;

    /// <summary>Fails before any work if recipe or report could not be written.</summary>
    public static void Check(RestoreSettingsRequest request)
    {
        IEnumerable<string> files = new[] { request.Record.SaveRecipe, request.Record.Report }.OfType<string>();
        foreach (string file in files.Where(f => f != RecordOptions.Beside))
        {
            if (request.Input.Several && file == request.Record.SaveRecipe)
                throw new UsageException($"{file} is a single file, but there are several inputs. Use --save-recipe auto.");
            request.Output.Check(file);
        }
    }

    /// <summary>The same for files named after the output, and for the residual map.</summary>
    public static void Check(RestoreSettingsRequest request, string target)
    {
        foreach (string file in new[] { request.Record.RecipeFor(target), request.Restore.ResidualMap }.OfType<string>())
            request.Output.Check(file, create: !request.Run.DryRun);
    }

    /// <summary>
    /// Writes everything that was requested; returns the exit code. Of a result that artifacts ruin only the report and the residual map are written,
    /// which show what is wrong.
    /// </summary>
    /// <param name="made">The restoration.</param>
    /// <param name="target">Path of the output.</param>
    /// <exception cref="NotTrustedException">The result was refused.</exception>
    public int Deliver(Made made, string target)
    {
        bool refused = Refuses(made),
            writes = Writes && !refused;
        CheckConvergence(made);
        if (made.Canceled)
            target = context.Partial;
        else
            context.Interruption.Reset();
        Photograph after = made.Restoration!.Photograph;
        string? recipeFile = request.Record.RecipeFor(target);
        bool traced = IsTraced(request, Expected);
        string? pixels = traced ? Fingerprint.Of(after.Color) : null;
        Expected?.CheckResult(pixels!, EngineBenchmark.VectorBits);
        SaveReport saved = writes ? Output.Write(after, target) : new(default, "", after.Depth, after.Transfer, []);
        if (request.Restore.ResidualMap is { } map)
            ResidualMap.Save(made.Restoration!.Residual, map, Output.Force);

        string written = writes ? target : "";
        ResultFile? file = traced ? new(written, pixels!, written.Length == 0 ? null : Fingerprint.OfFile(target), EngineBenchmark.VectorBits) : null;
        var summary = new RestorationSummary(made, saved)
        {
            Output = written,
            OutputFile = file,
            Verified = Expected?.HasResult == true,
        };
        if (recipeFile is not null && !refused)
            RecipeWriter.Save(MakeRecipe(made, file!), recipeFile, Output.Force);
        if (!request.Run.Quiet && !refused)
            summary.WriteText(context.Error, request.Run.Verbose);
        context.Report?.Write(() => ToJson(made.Command, summary, details: true), () => Page(made, summary));
        if (request.Run.Json)
            (target == "-" ? context.Error : context.Output).WriteLine(ToJson(made.Command, summary, details: false));
        if (refused)
            throw new NotTrustedException(Refusal.Of(made));
        return made.Canceled ? ExitCode.Interrupted : ExitCode.Ok;
    }

    /// <summary>Fails if the iteration diverged.</summary>
    /// <exception cref="DivergedException">It did.</exception>
    public static void CheckConvergence(Made made)
    {
        if (made.Result.StopReason.Kind == StopKind.Diverged)
        {
            throw new DivergedException(
                $"{made.Path}: {StopText.Of(made.Result.StopReason)}. Increase --lambda, or use the defaults of --lambda and --iterations."
            );
        }
    }

    private string ToJson(string command, RestorationSummary summary, bool details) =>
        Json.Result(
            command,
            Ok && !Refuses(summary.Made),
            json =>
            {
                Lead?.Invoke(json);
                if (details)
                    Details?.Invoke(json);
                summary.Write(json);
            }
        );

    private string Page(Made made, RestorationSummary summary)
    {
        Region region = made.Region;
        using PlanarImage before = made.Blurred.Color.Crop(region.Top, region.Left, region.Shape);
        return HtmlReport.Make(new(made, before, summary, Verdict, CommandLine) { Candidates = Candidates });
    }

    private Recipe MakeRecipe(Made made, ResultFile file)
    {
        List<KeyValuePair<string, string>> words = [.. request.Words];
        if (made.IsPart)
            words.Add(new("crop", made.Region.ToString()));
        if (made.Margin is { } margin)
            words.Add(new("crop-margin", margin.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        bool timed = made.Result.Planes.Any(r => r.Report.Reason.Kind == StopKind.TimeLimit);
        string command = made.Command == "sharpen" ? "sharpen" : "deblur";
        PsfField? field = made.Options.Field;
        RecipePsf psf = RecipePsf.Of(made.Spec, made.Psf) with { Field = field is null ? null : (field, made.Size) };
        return new(command, made.Command, made.Source!, psf, words)
        {
            Automatic = made.Result.Parameters.Automatic,
            Stretch = made.Result.Parameters.Stretch,
            Output = file,
            NotReproducible =
                made.Canceled ? "was interrupted"
                : timed ? "was stopped by its time limit"
                : null,
        };
    }
}
