using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf check: looks for defects of a PSF and can write a corrected one.</summary>
internal static class PsfCheckCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        var command = new Command(
            "check",
            """
            Check a PSF for common defects: off center, cut off, background, negative samples. With --image, also test whether it fits a photograph.

            Examples:
              deconv psf check kernel.png
              deconv psf check kernel.png --fix better.txt
              deconv psf check disk:3 --image shot.jpg
            """
        )
        {
            options.Spec,
            options.Photograph,
            options.Fix,
            options.Force,
            options.Transfer,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new PsfCheckJob(options.Bind(given, options.Spec), given.Of(options.Photograph), given.Of(options.Fix)).Run(parsed.Io());
        });
        return command;
    }
}
