using System.CommandLine;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf make: a PSF in words becomes a file.</summary>
internal static class PsfMakeCommand
{
    public static Command Create()
    {
        Argument<string> spec = PsfText.Spec();
        var output = new PsfOutput();
        Option<bool> json = new RunOptions().Json;
        var command = new Command("make", "Write a PSF to a file.\n\nExample:\n  deconv psf make \"disk:3*gaussian:0.6\" -o kernel.txt")
        {
            spec,
            output.File,
            output.Force,
            json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(output.File)!;
            PsfOutput.Check(path, parsed.GetValue(output.Force));
            Psf psf = Parsing.Psf(parsed.GetValue(spec)!, LoadOptions.Default);
            PsfOutput.Save(psf, parsed.GetValue(spec)!, path, parsed.GetValue(output.Force), parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(json))
                parsed.InvocationConfiguration.Output.WriteLine(
                    PsfText.ToJson("psf make", parsed.GetValue(spec)!, psf, null, w => w.WriteString("output", path))
                );
            return ExitCode.Ok;
        });
        return command;
    }
}
