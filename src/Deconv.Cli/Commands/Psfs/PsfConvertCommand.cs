using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf convert: converts a PSF file.</summary>
internal static class PsfConvertCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        var command = new Command(
            "convert",
            """
            Convert a PSF file to another format. Text, npy, pfm and float tif store every sample exactly; png rounds to 16 bits.

            Examples:
              deconv psf convert kernel.npy kernel.txt
              deconv psf convert "file:kernel.png,scale=0.5" half.tif
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
