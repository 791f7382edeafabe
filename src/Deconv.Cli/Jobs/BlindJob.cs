using Deconv.Blind;
using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Jobs.Planning;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
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
        if (Only && (request.Record.SaveRecipe is not null || Path.GetExtension(request.Record.Report) == ".html"))
        {
            throw new UsageException(
                "--estimate-only restores nothing, so there is no recipe and no HTML report. "
                    + "Leave out --save-recipe; for a report use --report FILE.json."
            );
        }

        var plan = new BatchPlan(request.Input, request.Output, request.Run)
        {
            Writes = !Only,
            Single = [("--psf-out", estimate.PsfOut), ("--save-levels", estimate.SaveLevels), ("--residual-map", request.Restore.ResidualMap)],
        };
        return Batch.Run(plan, io, One);
    }

    private int One(string path, string target, BatchContext context)
    {
        if (!Only)
            Delivery.Check(request, target);
        using Photograph blurred = request.Input.Read(path);
        var report = new BlindReport(path, estimate.SaveLevels, request.Output.Force);
        PhotographOptions options = PhotographRequest.Of(request.Restore, request.Crop, blurred, null);
        try
        {
            BlindPhotographPlan plan = LibraryErrors.Explained(() => Plan(blurred, options, report));
            if (request.Run.DryRun)
                new RunPlan(path, target, blurred, plan.PeakBytes, plan.TransformShape, plan.MaxPsf).Show(context.Io, request.Run);
            plan = RunPlan.Fit(path, request.Run.MaxMemory, plan, p => p.PeakBytes, () => plan.With(plan.Options.Final.Control with { Threads = 1 }));
            if (request.Run.DryRun)
                return ExitCode.Ok;
            using BlindPhotograph found = Solve(plan, path, context);
            return Deliver(found, blurred, path, target, report, context);
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
        options = options with
        {
            Restoration = options.Restoration! with
            {
                PsfTrust = BlindOptions.DefaultFinal.PsfTrust,
                LambdaFactor = BlindOptions.DefaultFinal.LambdaFactor,
            },
        };
        return PhotographRestorer.PlanBlind(blurred, search, options);
    }

    private BlindPhotograph Solve(BlindPhotographPlan plan, string path, BatchContext context)
    {
        ProgressReporter progress = ProgressReporter.Of(path, request.Run, context.Error);
        try
        {
            return LibraryErrors.Explained(() => plan.Run(progress, context.Token));
        }
        finally
        {
            progress.Done();
        }
    }

    private int Deliver(BlindPhotograph found, Photograph blurred, string path, string target, BlindReport report, BatchContext context)
    {
        BlindResult result = found.Estimate;
        bool force = request.Output.Force;
        if (estimate.PsfOut is { } psfFile)
            PsfFile.Save(result.Psf, psfFile, force);
        if (!request.Run.Quiet)
            report.WriteText(context.Error, result);
        if (found.Restored is { } restored)
        {
            var made = new Made("blind", path, blurred, result.Spec ?? "estimated", restored)
            {
                Source = Delivery.IsTraced(request, null) ? SourceFile.Of(path, blurred) : null,
                TimeLimit = request.Restore.Model.Control.TimeLimit,
            };
            new Delivery(request, context)
            {
                CommandLine = commandLine,
                Ok = result.Verdict.Trusted,
                Lead = w => report.Write(w, result),
                AcceptAnyway = estimate.Search.AcceptAnyway,
                Details = report.WriteLevels,
                Verdict = result.Verdict,
            }.Deliver(made, target);
        }
        else
        {
            if (request.Run.Json)
                context.Output.WriteLine(Estimate(levels: false));
            if (Path.GetExtension(request.Record.Report) == ".json")
                TextFile.Write(request.Record.Report!, Estimate(levels: true) + "\n", force);
        }

        if (result.Canceled)
            return ExitCode.Interrupted;
        if (result.Verdict.Trusted || estimate.Search.AcceptAnyway)
            return ExitCode.Ok;
        throw new NotTrustedException($"{path} was not restored. {BlindText.Reason(result.Verdict)} (Use --accept-anyway to restore it anyway.)");

        string Estimate(bool levels) =>
            Json.Result(
                "blind",
                result.Verdict.Trusted,
                w =>
                {
                    report.Write(w, result);
                    if (levels)
                        report.WriteLevels(w);
                }
            );
    }
}
