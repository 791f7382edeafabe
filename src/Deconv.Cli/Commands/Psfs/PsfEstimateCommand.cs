using System.CommandLine;
using Deconv.Blind;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf estimate: the first half of 'deconv blind'.</summary>
internal static class PsfEstimateCommand
{
    public static Command Create()
    {
        var image = new Argument<string>("IMAGE") { Description = "The blurred picture." };
        var input = new InputOptions();
        var estimate = new EstimateOptions();
        var output = new PsfOutput();
        var run = new RunOptions();
        var command = new Command(
            "estimate",
            """
            Find the PSF of a picture from the picture alone, and judge it; restore nothing. What is not to be believed is not written (exit code 6).

            Examples:
              deconv psf estimate shake.jpg -o kernel.tif
              deconv psf estimate plate.png -o line.txt --family motion
              deconv deblur shake.jpg -p kernel.tif --psf-trust estimated
            """
        )
        {
            image,
            input.Transfer,
            output.File,
            output.Force,
            estimate.KernelSize,
            estimate.Family,
            estimate.Initial,
            estimate.Crops,
            estimate.AcceptAnyway,
            estimate.Seed,
            run.Threads,
            run.Json,
            run.Progress,
            run.Quiet,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(image)!,
                target = parsed.GetValue(output.File)!;
            PsfOutput.Check(target, parsed.GetValue(output.Force));
            using Photograph picture = InputOptions.Read(path, input.Load(parsed));
            using var interruption = new Interruption();
            TextWriter error = parsed.InvocationConfiguration.Error;
            bool quiet = parsed.GetValue(run.Quiet);
            var final = BlindOptions.DefaultFinal with
            {
                SaturationLevel = RestoreOptions.SaturationLevel("auto", picture),
                NoiseFloor = JpegNoise.Hidden(picture.Metadata.JpegQuality),
                Threads = parsed.GetValue(run.Threads),
            };
            BlindOptions options = estimate.Options(parsed, final, null) with { EstimateOnly = true };
            var progress = new ProgressReporter(path, ProgressReporter.Resolve(parsed.GetValue(run.Progress), quiet), error);
            using BlindResult result = Coordinates.Explained(() =>
            {
                try
                {
                    return BlindDeconvolver.Run(picture.Color, options, progress, interruption.Token);
                }
                finally
                {
                    progress.Done();
                }
            });
            var report = new BlindReport(path, null, false);
            if (!quiet)
                report.WriteText(error, result);
            if (result.Canceled)
                return interruption.ExitCode ?? ExitCode.Interrupted;
            if (parsed.GetValue(run.Json))
                parsed.InvocationConfiguration.Output.WriteLine(
                    Json.Result("psf estimate", result.Verdict.Trusted, json => report.Write(json, result))
                );
            if (!result.Verdict.Trusted && !options.AcceptAnyway)
                throw new NotTrustedException($"No PSF of {path} was written. {result.Verdict.Reason} (--accept-anyway writes it all the same.)");
            PsfOutput.Save(result.Psf, path, target, parsed.GetValue(output.Force), quiet ? TextWriter.Null : error);
            return ExitCode.Ok;
        });
        return command;
    }
}
