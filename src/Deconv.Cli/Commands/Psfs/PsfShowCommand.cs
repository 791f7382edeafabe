using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf show: draws a PSF.</summary>
internal static class PsfShowCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        var command = new Command(
            "show",
            """
            Draw a PSF on the terminal and print its statistics.

            Examples:
              deconv psf show motion:15,30
              deconv psf show kernel.tif --png kernel-large.png
            """
        )
        {
            options.Spec,
            options.Png,
            options.Force,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new PsfShowJob(options.Bind(given, options.Spec), given.Of(options.Png)).Run(parsed.Io());
        });
        return command;
    }
}
