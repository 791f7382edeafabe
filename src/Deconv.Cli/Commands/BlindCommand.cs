using System.CommandLine;
using Deconv.Blind;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Planning;
using Deconv.Cli.Recipes;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Commands;

/// <summary>deconv blind: find the blur, judge it, remove it.</summary>
internal static class BlindCommand
{
    public static Command Create()
    {
        var estimate = new EstimateOptions();
        var settings = new RestoreSettings(
            new(),
            new(psfGiven: false, effort: Restoration.Effort.Auto),
            new(margins: false),
            new("deblurred"),
            new(applies: false),
            new()
        );
        var command = new Command(
            "blind",
            """
            Find the blur of a picture from the picture alone, then remove it.

            The blur must be the same all over the picture. A picture that looks sharp, or whose parts contradict each other, is refused with
            exit code 6 and a reason.

            Examples:
              deconv blind shake.jpg --report shake.html
              deconv blind shake.jpg --kernel-size 61 --psf-out shake-psf.tif
              deconv blind plate.png --family motion --estimate-only
              deconv blind scene.jpg --crops 800,400,600,600        (look only there, restore all of it)
            """
        );
        estimate.AddTo(command);
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            bool several = InputList.Several(parsed.GetValue(settings.Input.Inputs)!),
                only = parsed.GetValue(estimate.EstimateOnly);
            if (parsed.GetValue(estimate.PsfOut) is { } file)
                settings.Output.Check(parsed, file);
            settings.Record.Check(parsed, settings.Output, several);
            if (
                only
                && (parsed.GetValue(settings.Record.SaveRecipe) is not null || Path.GetExtension(parsed.GetValue(settings.Record.Report)) == ".html")
            )
                throw new UsageException(
                    "With --estimate-only nothing is restored: there is no recipe and no report to look at, only --report FILE.json."
                );
            return Batch.Run(
                parsed,
                settings.Input,
                settings.Output,
                settings.Run,
                (path, target, context) => One(parsed, settings, estimate, path, target, context),
                !only,
                [estimate.PsfOut, estimate.SaveLevels, settings.Restore.ResidualMap]
            );
        });
        return command;
    }

    private static int One(ParseResult parsed, RestoreSettings settings, EstimateOptions estimate, string path, string target, BatchContext context)
    {
        using Photograph blurred = InputOptions.Read(path, settings.Input.Load(parsed));
        Region box = settings.Crop.Box(parsed, blurred) ?? new(0, 0, blurred.Shape);
        bool force = parsed.GetValue(settings.Output.Force),
            quiet = parsed.GetValue(settings.Run.Quiet),
            json = parsed.GetValue(settings.Run.Json);
        string? reportFile = parsed.GetValue(settings.Record.Report),
            folder = parsed.GetValue(estimate.SaveLevels);
        var report = new BlindReport(path, folder, force);
        BlindOptions options = estimate.Options(
            parsed,
            settings.Restore.Options(parsed, blurred, parsed.GetValue(settings.Run.Threads)),
            reportFile is null && folder is null ? null : report.Add
        );
        using PlanarImage? weights = options.Final.Weights;
        settings.Restore.CheckMask(parsed, blurred.Shape);
        var plan = RunPlan.Of(path, target, blurred, RunPlan.LargestKernel(blurred.Shape, options.KernelSize), options.Final);
        if (parsed.GetValue(settings.Run.DryRun))
            return plan.Show(parsed, settings.Run, context, blurred, null, options.Final);
        options = options with { Final = plan.Fit(parsed.GetValue(settings.Run.MaxMemory)?.Value, options.Final) };
        var progress = new ProgressReporter(path, ProgressReporter.Resolve(parsed.GetValue(settings.Run.Progress), quiet), context.Error);
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
            if (parsed.GetValue(estimate.PsfOut) is { } psfFile)
                PsfFile.Save(result.Psf, psfFile, force);
            if (!quiet)
                report.WriteText(context.Error, result);
            if (result.Restored is { } restored)
            {
                bool traced = json || reportFile is not null || parsed.GetValue(settings.Record.SaveRecipe) is not null;
                var made = new Restored(path, blurred, result.Psf, result.Spec ?? "estimated", options.Final, restored)
                {
                    Source = traced ? Replay.Describe(path, blurred) : null,
                    Box = box,
                    Canceled = result.Canceled,
                };
                new Delivery(parsed, settings, context)
                {
                    Command = "blind",
                    Ok = result.Verdict.Trusted,
                    Lead = w => report.Write(w, result),
                    Details = report.WriteLevels,
                    Verdict = result.Verdict,
                }.Deliver(made, target);
            }
            else
            {
                if (json)
                    context.Output.WriteLine(Estimate(levels: false));
                if (Path.GetExtension(reportFile) == ".json")
                    TextFile.Write(reportFile!, Estimate(levels: true) + "\n", force);
            }

            if (result.Canceled)
                return ExitCode.Interrupted;
            if (result.Verdict.Trusted || options.AcceptAnyway)
                return ExitCode.Ok;
            throw new NotTrustedException($"{path} was not restored. {result.Verdict.Reason} (--accept-anyway restores it all the same.)");
        }

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
