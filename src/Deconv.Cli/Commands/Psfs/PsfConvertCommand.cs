using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf convert: from one PSF file to another.</summary>
internal static class PsfConvertCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        var command = new Command(
            "convert",
            """
            Write a PSF file in another format. Text, npy, pfm and float tif keep every sample; png keeps 16 bits of it.

            Examples:
              deconv psf convert kernel.npy kernel.txt
              deconv psf convert "kernel.png,scale=0.5" half.tif
            """
        )
        {
            options.From,
            options.To,
            options.Force,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            PsfFileRequest request = options.Bind(given, options.From) with { Target = given.Of(options.To) };
            return new PsfWriteJob("psf convert", request).Run(parsed.Io());
        });
        return command;
    }
}
