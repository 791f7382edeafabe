using System.CommandLine;
using Deconv.Blind;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Planning;
using Deconv.Imaging;

namespace Deconv.Cli.Commands;

/// <summary>deconv blind: find the blur, judge it, remove it.</summary>
internal static class BlindCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var estimate = new EstimateOptions();
        var restore = new RestoreOptions(psfGiven: false);
        var output = new OutputOptions("deblurred");
        var run = new RunOptions();
        var command = new Command(
            "blind",
            """
            Find the blur of a picture from the picture alone, then remove it.

            The blur must be the same all over the picture. A picture that looks sharp, or whose parts contradict each other, is refused with
            exit code 6 and a reason.

            Examples:
              deconv blind shake.jpg
              deconv blind shake.jpg --kernel-size 61 --psf-out shake-psf.tif
              deconv blind plate.png --family motion --estimate-only
              deconv blind scene.jpg --crops 800,400,600,600        (look only there, restore all of it)
            """);
        input.AddTo(command);
        estimate.AddTo(command);
        restore.AddTo(command);
        output.AddTo(command);
        run.AddTo(command);
        command.SetAction(parsed =>
        {
            foreach (string file in new[] { parsed.GetValue(estimate.PsfOut), parsed.GetValue(estimate.Report) }.OfType<string>()) output.Check(parsed, file);
            return Batch.Run(
                parsed, input, output, run, (path, target, context) => Restore(parsed, input, estimate, restore, output, run, path, target, context), !parsed.GetValue(estimate.EstimateOnly),
                [estimate.PsfOut, estimate.SaveLevels, estimate.Report, restore.ResidualMap]);
        });
        return command;
    }

    private static int Restore(
        ParseResult parsed, InputOptions input, EstimateOptions estimate, RestoreOptions restore, OutputOptions output, RunOptions run, string path, string target, BatchContext context)
    {
        using Photograph blurred = InputOptions.Read(path, input.Load(parsed));
        bool force = parsed.GetValue(output.Force), quiet = parsed.GetValue(run.Quiet);
        string? reportFile = parsed.GetValue(estimate.Report), folder = parsed.GetValue(estimate.SaveLevels);
        var report = new BlindReport(path, folder, force);
        BlindOptions options = estimate.Options(
            parsed, restore.Options(parsed, blurred, parsed.GetValue(run.Threads)), reportFile is null && folder is null ? null : report.Add);
        var plan = RunPlan.Of(path, target, blurred, RunPlan.LargestKernel(blurred.Shape, options.KernelSize), options.Final);
        if (parsed.GetValue(run.DryRun)) return plan.Show(parsed, run, context, blurred, null, options.Final);
        options = options with { Final = plan.Fit(parsed.GetValue(run.MaxMemory)?.Value, options.Final) };
        var progress = new ProgressReporter(path, ProgressReporter.Resolve(parsed.GetValue(run.Progress), quiet), context.Error);
        BlindResult result;
        try
        {
            result = BlindDeconvolver.Run(blurred.Color, options, progress, context.Token);
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
            if (parsed.GetValue(estimate.PsfOut) is { } psfFile) PsfFile.Save(result.Psf, psfFile, force);
            if (!quiet) report.WriteText(context.Error, result);
            RestorationSummary? summary = null;
            if (result.Restored is { } restored)
            {
                if (restored.StopReason.Code == "diverged") throw new DivergedException($"{path}: {restored.StopReason.Text}. Raise --lambda, or leave it and --iterations to their defaults.");
                if (result.Canceled) target = context.Partial;
                using Photograph picture = blurred.With(restore.Blend(parsed, blurred.Color, restored.Image));
                SaveReport saved = output.Write(parsed, picture, target);
                if (parsed.GetValue(restore.ResidualMap) is { } map) RestoreAction.SaveResidual(restored.Residual, map, force);
                summary = new RestorationSummary(path, target, blurred, result.Psf, result.Spec ?? "estimated", options.Final, restored, saved);
                if (!quiet) summary.WriteText(context.Error, parsed.GetValue(run.Verbose));
            }

            if (reportFile is not null) WriteReport(reportFile, report.ToJson(result, summary, true));
            if (parsed.GetValue(run.Json)) (target == "-" ? context.Error : context.Output).WriteLine(report.ToJson(result, summary, false));
            if (result.Canceled) return ExitCode.Interrupted;
            if (result.Verdict.Trusted || options.AcceptAnyway) return ExitCode.Ok;
            throw new NotTrustedException($"{path} was not restored. {result.Verdict.Reason} (--accept-anyway restores it all the same.)");
        }
    }

    private static void WriteReport(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{path} cannot be written ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
