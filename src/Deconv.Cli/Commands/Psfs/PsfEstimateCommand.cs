using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf estimate: the estimation step of 'deconv blind'.</summary>
internal static class PsfEstimateCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        var estimate = new EstimateOptions();
        var run = new RunOptions();
        var command = new Command(
            "estimate",
            """
            Estimate the PSF of a photograph from the photograph itself, and check it. Nothing is restored.

            An estimate that is not trusted is not written, and the exit code is 6.

            Examples:
              deconv psf estimate shake.jpg -o kernel.tif
              deconv psf estimate plate.png -o line.txt --family motion
              deconv deblur shake.jpg -p kernel.tif --psf-trust estimated
            """
        )
        {
            options.Image,
            options.Transfer,
            options.File,
            options.Force,
        };
        foreach (Option option in (Option[])[.. estimate.Search, run.Threads, run.Json, run.Progress, run.Quiet])
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new PsfEstimateJob(options.Bind(given, options.Image), estimate.Bind(given), run.Bind(given)).Run(parsed.Io());
        });
        return command;
    }
}
