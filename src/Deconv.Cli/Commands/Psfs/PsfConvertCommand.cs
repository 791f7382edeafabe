using System.CommandLine;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf convert: from one PSF file to another.</summary>
internal static class PsfConvertCommand
{
    public static Command Create()
    {
        var from = new Argument<string>("IN") { Description = "A PSF file, or any PSF as in 'deconv help psf'." };
        var to = new Argument<string>("OUT") { Description = "The file to write: txt, csv, npy, png, tif, pfm." };
        Option<bool> force = new PsfOutput().Force,
            json = new RunOptions().Json;
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
            from,
            to,
            force,
            json,
        };
        command.SetAction(parsed =>
        {
            string source = parsed.GetValue(from)!,
                target = parsed.GetValue(to)!;
            PsfOutput.Check(target, parsed.GetValue(force));
            Psf psf = Parsing.Psf(source, LoadOptions.Default);
            PsfOutput.Save(psf, source, target, parsed.GetValue(force), parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(json))
                parsed.InvocationConfiguration.Output.WriteLine(
                    PsfText.ToJson("psf convert", source, psf, null, w => w.WriteString("output", target))
                );
            return ExitCode.Ok;
        });
        return command;
    }
}
