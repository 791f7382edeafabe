using System.Text.Json;
using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Jobs.Candidates;
using Deconv.Cli.Jobs.Planning;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Progress;
using Deconv.Cli.Reports;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs;

/// <summary>Estimates the PSF of photographs, checks it and restores.</summary>
/// <param name="request">How to restore.</param>
/// <param name="estimate">How to estimate the PSF.</param>
/// <param name="commandLine">The command line, as text.</param>
internal sealed class BlindJob(RestoreSettingsRequest request, EstimateRequest estimate, string commandLine)
{
    private bool Only => estimate.Search.EstimateOnly;

    /// <summary>All inputs; returns the exit code.</summary>
    public int Run(JobIo io)
    {
        if (estimate.PsfOut is { } file)
            request.Output.Check(file);
        Delivery.Check(request);
        CandidateOffer.Check(estimate, request.Output);
        if (Only && request.Record.SaveRecipe is not null)
        {
            throw new UsageException(
                "--estimate-only restores nothing, so there is no recipe of a restoration. Leave out --save-recipe; --candidates SHEET.png "
                    + "writes a recipe of what was found."
            );
        }

        var plan = new BatchPlan(request.Input, request.Output, request.Run)
        {
            Writes = !Only,
            Report = request.Record.Report,
            CommandLine = commandLine,
            Single =
            [
                ("--psf-out", estimate.PsfOut),
                ("--candidates", estimate.Candidates),
                ("--save-levels", estimate.SaveLevels),
                ("--residual-map", request.Restore.ResidualMap),
            ],
        };
        return Batch.Run(plan, io, One);
    }

    private int One(string path, string target, BatchContext context)
    {
        if (!Only)
            Delivery.Check(request, target);
        using Photograph blurred = request.Input.Read(path);
        Measurable.Check(path, blurred, estimate.Search.KernelSize);
        var report = new BlindReport(path, estimate.SaveLevels, request.Output.Force);
        PhotographOptions options = PhotographRequest.Of(request.Restore, request.Crop, blurred, null);
        try
        {
            BlindPhotographPlan plan = LibraryErrors.Explained(() => Plan(blurred, options, report));
            if (request.Run.DryRun)
                new RunPlan(path, target, blurred.Shape, blurred.Color.Count, plan.PeakBytes, plan.TransformShape, plan.MaxPsf).Show(
                    context.Io,
                    request.Run
                );
            plan = RunPlan.Fit(path, request.Run.MaxMemory, plan, p => p.PeakBytes, () => plan.With(plan.Options.Final.Control with { Threads = 1 }));
            if (request.Run.DryRun)
                return ExitCode.Ok;
            using BlindPhotograph found = Solve(plan, path, context);
            using TriedCandidates? tried = Try(found, blurred, options, path, context);
            return Deliver(found, tried, blurred, path, target, report, context);
        }
        finally
        {
            PhotographRequest.Dispose(options);
        }
    }

    private BlindPhotographPlan Plan(Photograph blurred, PhotographOptions options, BlindReport report)
    {
        bool watched = request.Record.Report is not null || estimate.SaveLevels is not null;
        BlindOptions search = estimate.Search with
        {
            Initial = estimate.Initial is { } spec ? PsfSpec.Parse(spec) : null,
            OnLevel = watched ? report.Add : null,
        };
        return PhotographRestorer.PlanBlind(blurred, search, PhotographRequest.Estimated(options));
    }

    private BlindPhotograph Solve(BlindPhotographPlan plan, string path, BatchContext context) =>
        Shown(path, context, progress => plan.Run(progress, context.Token), context.Interruption.Gain);

    /// <summary>Tries the candidates if they were asked for, or if a page can show them where the best one is in doubt; null otherwise.</summary>
    private TriedCandidates? Try(BlindPhotograph found, Photograph blurred, PhotographOptions options, string path, BatchContext context)
    {
        BlindResult result = found.Estimate;
        bool shown = estimate.Candidates is not null || (context.Report is { IsJson: false } && !result.Verdict.Trusted);
        return shown && !result.Canceled && result.Candidates.Count > 0
            ? Shown(path, context, progress => CandidateRun.Run(blurred, result, options, progress, context.Token))
            : null;
    }

    /// <summary>Work whose progress is shown.</summary>
    private T Shown<T>(string path, BatchContext context, Func<ProgressReporter, T> work, Action? gained = null) =>
        ProgressReporter.While(path, request.Run, context.Error, progress => LibraryErrors.Explained(() => work(progress)), gained);

    private int Deliver(
        BlindPhotograph found,
        TriedCandidates? tried,
        Photograph blurred,
        string path,
        string target,
        BlindReport report,
        BatchContext context
    )
    {
        BlindResult result = found.Estimate;

        // A PSF from a search that was not completed is not worth keeping, and no picture that was restored with it.
        if (result.Canceled && !context.Interruption.HasResult)
            return ExitCode.Interrupted;
        bool force = request.Output.Force;
        if (estimate.PsfOut is { } psfFile)
            PsfFile.Save(result.Psf, psfFile, force);
        if (!request.Run.Quiet)
            report.WriteText(context.Error, result);
        CandidateOffer? offer = Offer(result, tried, blurred, path, target);
        if (!request.Run.Quiet)
            offer?.WriteText(context.Error);
        CandidateChoice? choice = tried is null ? null : new(path, tried, offer?.Command);
        if (found.Restored is { } restored)
        {
            var made = Made.Of("blind", path, blurred, result.Spec ?? "estimated", restored) with
            {
                Source = Delivery.IsTraced(request, null) ? SourceFile.Of(path, blurred) : null,
                TimeLimit = request.Restore.Model.Control.TimeLimit,
            };
            new Delivery(request, context)
            {
                CommandLine = commandLine,
                Ok = result.Verdict.Found,
                Lead = Lead,
                Candidates = choice,
                AcceptAnyway = estimate.Search.AcceptAnyway,
                Details = report.WriteLevels,
                Verdict = result.Verdict,
            }.Deliver(made, target);
        }
        else
        {
            if (request.Run.Json)
                context.Output.WriteLine(Estimate(levels: false));
            context.Report?.Write(() => Estimate(levels: true), () => EstimateReport.Make(path, blurred.Color, result, choice, commandLine));
        }

        if (result.Canceled)
            return ExitCode.Interrupted;
        if (result.Verdict.Found || estimate.Search.AcceptAnyway)
            return ExitCode.Ok;
        throw new NotTrustedException($"{path} was not restored. {BlindText.Reason(result.Verdict)} ({Next(result, offer)})");

        void Lead(Utf8JsonWriter json)
        {
            report.Write(json, result);
            offer?.Write(json);
        }

        string Estimate(bool levels) =>
            Json.Result(
                "blind",
                result.Verdict.Found,
                w =>
                {
                    Lead(w);
                    if (levels)
                        report.WriteLevels(w);
                }
            );
    }

    /// <summary>Writes the contact sheet and the recipe of the candidates if they were asked for.</summary>
    private CandidateOffer? Offer(BlindResult result, TriedCandidates? tried, Photograph blurred, string path, string target)
    {
        if (tried is null || estimate.Candidates is not { } sheet)
            return null;
        var offer = new CandidateOffer(path, sheet, target, tried, result.Restored is null ? null : tried.NumberOf(result.Psf));
        offer.Save(blurred, request);
        return offer;
    }

    private static string Next(BlindResult result, CandidateOffer? offer)
    {
        const string Anyway = "--accept-anyway to restore it";
        bool choice = result.Candidates.Count > 0 && result.Verdict.Outcome != BlindOutcome.NotBlurred;
        return offer is not null ? $"Choose a candidate on {offer.Sheet}, or use {Anyway} with the first."
            : choice ? $"Use --candidates SHEET.png to choose among the PSFs that were found, or {Anyway} anyway."
            : $"Use {Anyway} anyway.";
    }
}
