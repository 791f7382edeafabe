using System.CommandLine;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>deconv deblur: remove a known blur.</summary>
internal static class DeblurCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var restore = new RestoreOptions();
        var output = new OutputOptions("deblurred");
        var run = new RunOptions();
        var command = new Command(
            "deblur",
            """
            Remove a blur whose PSF is known.

            Examples:
              deconv deblur shot.jpg -p disk:3
              deconv deblur plate.png -p motion:22,135 -o plate-sharp.png
              deconv deblur scan.tif -p kernel.png --lambda 0.001 --verbose
              magick in.png pfm:- | deconv deblur - -p "disk:2*gaussian:0.6" -o - --format pfm | magick pfm:- out.png
            """);
        input.AddTo(command);
        restore.AddTo(command);
        output.AddTo(command);
        run.AddTo(command);
        command.SetAction(parsed => Batch.Run(parsed, input, output, run, (path, target, context) => Restore(parsed, input, restore, output, run, path, target, context)));
        return command;
    }

    private static int Restore(
        ParseResult parsed, InputOptions input, RestoreOptions restore, OutputOptions output, RunOptions run, string path, string target, BatchContext context)
    {
        Psf psf = Parsing.Psf(parsed.GetValue(restore.Psf)!, LoadOptions.Default);
        using Photograph blurred = InputOptions.Read(path, input.Load(parsed));
        DeconvolutionOptions options = restore.Options(parsed, blurred, parsed.GetValue(run.Threads));
        var progress = new ProgressReporter(path, ProgressReporter.Resolve(parsed.GetValue(run.Progress), parsed.GetValue(run.Quiet)), context.Error);
        DeconvolutionResult result;
        try
        {
            result = Deconvolver.Run(blurred.Color, psf, options, progress, context.Token);
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
            if (canceled) target = output.PathFor(parsed, path, context.Several, "-partial");
            using Photograph restored = blurred.With(restore.Blend(parsed, blurred.Color, result.Image));
            SaveReport saved = output.Write(parsed, restored, target);
            if (parsed.GetValue(restore.ResidualMap) is { } map) SaveResidual(result.Residual, map, parsed.GetValue(output.Force));
            var summary = new RestorationSummary(path, target, blurred, psf, parsed.GetValue(restore.Psf)!, options, result, saved);
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
