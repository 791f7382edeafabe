using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf make: writes a PSF to a file.</summary>
internal static class PsfMakeCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        var command = new Command(
            "make",
            """
            Write a PSF to a file.

            Example:
              deconv psf make "disk:3*gaussian:0.6" -o kernel.txt
            """
        )
        {
            options.Spec,
            options.File,
            options.Force,
            options.Json,
        };
        command.SetAction(parsed => new PsfWriteJob("psf make", options.Bind(new(parsed), options.Spec)).Run(parsed.Io()));
        return command;
    }
}
