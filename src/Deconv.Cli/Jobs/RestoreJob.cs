using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Jobs.Planning;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Progress;
using Deconv.Cli.Recipes;
using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Jobs;

/// <summary>Restores photographs with a given PSF, an estimated width, or the PSF of a recipe: deblur, sharpen and replay.</summary>
/// <param name="command">Name of the command.</param>
/// <param name="request">The request.</param>
/// <param name="source">Source of the PSF.</param>
/// <param name="commandLine">The command line, as text.</param>
internal sealed class RestoreJob(string command, RestoreSettingsRequest request, IPsfSource source, string commandLine)
{
    private SharedValues? _shared;

    /// <summary>The automatic values of a recipe; null to compute them.</summary>
    public AutomaticValues? Automatic { get; init; }

    /// <summary>The range that a recipe stretches, or null.</summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>Whether a blind search found the PSF, which is then removed with the settings of 'blind'.</summary>
    public bool Estimated { get; init; }

    /// <summary>What a replay must reproduce, or null.</summary>
    public Expectation? Expected { get; init; }

    /// <summary>The PSF of the recipe that is replayed, or null.</summary>
    public RecipePsf? ExpectedPsf { get; init; }

    /// <summary>Whether images are written; a replay may only verify.</summary>
    public bool Writes { get; init; } = true;

    /// <summary>All inputs; returns the exit code.</summary>
    public int Run(JobIo io)
    {
        Delivery.Check(request);
        var plan = new BatchPlan(request.Input, request.Output, request.Run)
        {
            Writes = Writes,
            Single = [("--residual-map", request.Restore.ResidualMap)],
            Report = request.Record.Report,
            CommandLine = commandLine,
            Prepare = Prepare,
        };
        return Batch.Run(plan, io, One);
    }

    private void Prepare(IReadOnlyList<string> files, BatchContext context)
    {
        var shared = new SharedAutomatics(request.Input, request.Restore.AutoFrom, files);
        source.Prepare(shared);
        _shared = shared.Values(FirstStep, context, request.Run.Quiet);
    }

    /// <summary>Noise and λ are determined before the first iteration, so one is enough; the learned prior does not change them.</summary>
    private PhotographRestoration FirstStep(string path, Photograph photograph)
    {
        PhotographOptions options = PhotographRequest.Of(request.Restore, CropRequest.Full, photograph, null);
        DeconvolutionOptions model = options.Restoration!;
        Blurring blur = source.For(path, photograph, photograph.Shape);
        model = model with { Effort = Effort.Balanced, Field = blur.Field, Control = model.Control with { Iterations = 1 } };
        options = options with { Restoration = model };
        PhotographRestoration result = PhotographRestorer.Deblur(photograph, blur.Psf, options);
        PhotographRequest.Dispose(options);
        return result;
    }

    private int One(string path, string target, BatchContext context)
    {
        Delivery.Check(request, target);
        if (Whole || new RowsJob(command, request, source, context).Run(path, target, _shared, Automatic) is not { } code)
            return InMemory(path, target, context);
        return code;
    }

    /// <summary>Whether something was asked for that needs all of a photograph in memory.</summary>
    private bool Whole => !Writes || Estimated || Expected is not null || Stretch is not null;

    private int InMemory(string path, string target, BatchContext context)
    {
        using Photograph blurred = request.Input.Read(path);
        SourceFile? read = Delivery.IsTraced(request, Expected) ? SourceFile.Of(path, blurred) : null;
        Expected?.CheckInput(read!);
        if (ExpectedPsf is not null)
            Expected?.CheckPsf(ExpectedPsf, spec => Blurring.Parse(spec)(blurred.Shape));
        Blurring blur = source.For(path, blurred, blurred.Shape);
        PhotographOptions options = PhotographRequest.Of(request.Restore, request.Crop, blurred, _shared);
        options = options with { Restoration = options.Restoration! with { Automatic = Automatic, Stretch = Stretch, Field = blur.Field } };
        if (Estimated)
            options = PhotographRequest.Estimated(options);
        try
        {
            PhotographPlan plan = LibraryErrors.Explained(() => PhotographRestorer.Plan(blurred, blur.Psf, options), Advice);
            if (request.Run.DryRun)
                Show(context, path, target, blurred, plan);
            plan = RunPlan.Fit(path, request.Run.MaxMemory, plan, p => p.PeakBytes, () => plan.With(plan.Options.Control with { Threads = 1 }));
            if (request.Run.DryRun)
                return ExitCode.Ok;
            using PhotographRestoration result = Solve(plan, path, context);
            var made = Made.Of(command, path, blurred, blur.Spec, result) with
            {
                Source = read,
                Margin = options.Margin,
                TimeLimit = request.Restore.Model.Control.TimeLimit,
            };
            return new Delivery(request, context)
            {
                CommandLine = commandLine,
                Expected = Expected,
                AcceptAnyway = request.AcceptAnyway,
                Writes = Writes,
            }.Deliver(made, target);
        }
        finally
        {
            PhotographRequest.Dispose(options);
        }
    }

    private string? Advice => Automatic is null ? null : "Add --measure to measure the values of each photograph.";

    private void Show(BatchContext context, string path, string target, Photograph blurred, PhotographPlan plan) =>
        new RunPlan(path, target, blurred.Shape, blurred.Color.Count, plan.PeakBytes, plan.TransformShape, plan.Psf)
        {
            Field = plan.Options.Field,
            Tiles = plan.TileCount,
            Time = LibraryErrors.Explained(() => TimeEstimate.Of(blurred.Color, plan.Psf, plan.Options, plan.TransformShape, plan.TileCount), Advice),
        }.Show(context.Io, request.Run);

    private PhotographRestoration Solve(PhotographPlan plan, string path, BatchContext context) =>
        ProgressReporter.While(
            path,
            request.Run,
            context.Error,
            progress => LibraryErrors.Explained(() => plan.Run(progress, context.Token), Advice),
            context.Interruption.Gain
        );
}
