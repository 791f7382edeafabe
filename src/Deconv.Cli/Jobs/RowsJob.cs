using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Jobs.Planning;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Progress;
using Deconv.Imaging;
using Deconv.Imaging.Rows;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Jobs;

/// <summary>
/// Restores a large photograph from file to file, so that it need not fit into memory. The file is the same as that of a job in memory.
/// </summary>
/// <param name="command">Name of the command.</param>
/// <param name="request">The request.</param>
/// <param name="source">Source of the PSF.</param>
/// <param name="context">Output streams.</param>
internal sealed class RowsJob(string command, RestoreSettingsRequest request, IPsfSource source, BatchContext context)
{
    /// <summary>Whether everything that was asked for can be made row by row.</summary>
    private bool Serves =>
        request.Restore is { Mask: null, Weights: null, ResidualMap: null, Amount: 1 }
        && request.Crop.Choice is null
        && !Delivery.IsTraced(request, null);

    /// <summary>Restores a photograph; returns the exit code, or null if it is one to be restored in memory.</summary>
    /// <param name="path">Path of the photograph.</param>
    /// <param name="target">Path of the output.</param>
    /// <param name="shared">Automatic values for all files, or null.</param>
    /// <param name="automatic">Automatic values of a recipe, or null.</param>
    public int? Run(string path, string target, SharedValues? shared, AutomaticValues? automatic)
    {
        if (!Serves || path == "-" || target == "-" || !PhotographRowsPlan.CanWrite(target, request.Output.Save))
            return null;
        using PhotographRows? blurred = PhotographRows.TryOpen(path, request.Input.Load);
        if (blurred is null || blurred.Shape == blurred.Model.Shape)
            return null;
        (Psf psf, string spec) = source.For(path, blurred.Model);
        PhotographOptions options = PhotographRequest.Of(request.Restore, request.Crop, blurred.Model, shared);
        options = options with { Restoration = options.Restoration! with { Automatic = automatic } };
        PhotographRowsPlan plan = LibraryErrors.Explained(() => PhotographRestorer.PlanRows(blurred, psf, options));
        if (plan.TileCount == 1)
            return null;
        if (request.Run.DryRun)
            Show(path, target, blurred, plan);
        plan = RunPlan.Fit(path, request.Run.MaxMemory, plan, p => p.PeakBytes, () => plan.With(plan.Options.Control with { Threads = 1 }));
        return request.Run.DryRun ? ExitCode.Ok : Deliver(path, target, blurred, spec, plan);
    }

    private int Deliver(string path, string target, PhotographRows blurred, string spec, PhotographRowsPlan plan)
    {
        PhotographRowsResult result = ProgressReporter.While(
            path,
            request.Run,
            context.Error,
            progress => LibraryErrors.Explained(() => plan.Run(target, request.Output.Save, Accepts, progress, context.Token))
        );
        Made made = Made.Of(command, path, blurred, spec, plan, result.Report) with { TimeLimit = request.Restore.Model.Control.TimeLimit };
        Delivery.CheckConvergence(made);
        if (!result.Kept)
            throw new NotTrustedException(Refusal.Of(made));
        if (!request.Run.Quiet)
            new RestorationSummary(made, result.Saved) { Output = target }.WriteText(context.Error, request.Run.Verbose);
        return ExitCode.Ok;
    }

    private bool Accepts(DeconvolutionReport report) => request.AcceptAnyway || report.Check.Verdict != FitVerdict.Artifacts;

    private void Show(string path, string target, PhotographRows blurred, PhotographRowsPlan plan) =>
        new RunPlan(path, target, blurred.Shape, blurred.Count, plan.PeakBytes, plan.TransformShape, plan.Psf)
        {
            Tiles = plan.TileCount,
            Time = LibraryErrors.Explained(() => TimeEstimate.Of(blurred.Model.Color, plan.Psf, plan.Options, plan.TransformShape, plan.TileCount)),
        }.Show(context.Io, request.Run);
}
