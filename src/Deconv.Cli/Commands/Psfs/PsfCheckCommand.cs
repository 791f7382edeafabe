using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf check: what is wrong with a PSF, and a better one.</summary>
internal static class PsfCheckCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        var command = new Command(
            "check",
            """
            Look for what goes wrong with PSFs: off center, cut off, a background left in, negative lobes; with a picture, whether it fits.

            Examples:
              deconv psf check kernel.png
              deconv psf check kernel.png --fix better.txt
              deconv psf check disk:3 --image shot.jpg
            """
        )
        {
            options.Spec,
            options.Picture,
            options.Fix,
            options.Force,
            options.Transfer,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new PsfCheckJob(options.Bind(given, options.Spec), given.Of(options.Picture), given.Of(options.Fix)).Run(parsed.Io());
        });
        return command;
    }
}
