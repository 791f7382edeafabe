using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Planning;
using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>What the commands that restore with a PSF do for each picture.</summary>
internal static class RestoreAction
{
    /// <summary>Reads, restores with the PSF that is named for the picture, writes and reports; returns the exit code.</summary>
    public static int Run(
        ParseResult parsed,
        InputOptions input,
        RestoreOptions restore,
        OutputOptions output,
        RunOptions run,
        string path,
        string target,
        BatchContext context,
        Func<Photograph, (Psf Psf, string Spec)> psf)
    {
        using Photograph blurred = InputOptions.Read(path, input.Load(parsed));
        (Psf kernel, string spec) = psf(blurred);
        DeconvolutionOptions options = restore.Options(parsed, blurred, parsed.GetValue(run.Threads));
        var plan = RunPlan.Of(path, target, blurred, kernel, options);
        if (parsed.GetValue(run.DryRun)) return plan.Show(parsed, run, context, blurred, kernel, options);
        options = plan.Fit(parsed.GetValue(run.MaxMemory)?.Value, options);
        var progress = new ProgressReporter(path, ProgressReporter.Resolve(parsed.GetValue(run.Progress), parsed.GetValue(run.Quiet)), context.Error);
        DeconvolutionResult result;
        try
        {
            result = Deconvolver.Run(blurred.Color, kernel, options, progress, context.Token);
        }
        catch (ArgumentException e) when (e is not InvalidPsfException)
        {
            throw new UsageException(e.Message);
        }
        finally
        {
            progress.Done();
        }

        using (result)
        {
            bool canceled = result.StopReason.Code == "canceled";
            if (result.StopReason.Code == "diverged")
                throw new DivergedException($"{path}: {result.StopReason.Text}. Raise --lambda, or leave it and --iterations to their defaults.");
            if (canceled) target = context.Partial;
            using Photograph restored = blurred.With(restore.Blend(parsed, blurred.Color, result.Image));
            SaveReport saved = output.Write(parsed, restored, target);
            if (parsed.GetValue(restore.ResidualMap) is { } map) SaveResidual(result.Residual, map, parsed.GetValue(output.Force));
            var summary = new RestorationSummary(path, target, blurred, kernel, spec, options, result, saved);
            if (!parsed.GetValue(run.Quiet)) summary.WriteText(context.Error, parsed.GetValue(run.Verbose));
            if (parsed.GetValue(run.Json)) (target == "-" ? context.Error : context.Output).WriteLine(summary.ToJson());
            return canceled ? ExitCode.Interrupted : ExitCode.Ok;
        }
    }

    /// <summary>Residuals of −4 to 4 times the noise as black to white.</summary>
    internal static void SaveResidual(PlanarImage residual, string path, bool force)
    {
        PlanarImage map = residual.Clone();
        foreach (ref float v in map[0]) v = 0.5f + (v / 8);
        using var picture = new Photograph(map) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Linear };
        ImageFile.Save(picture, path, new SaveOptions { Overwrite = force, Transfer = TransferFunction.Linear });
    }
}
