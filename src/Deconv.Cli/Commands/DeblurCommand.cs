using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Imaging;

namespace Deconv.Cli.Commands;

/// <summary>deconv deblur: remove a known blur.</summary>
internal static class DeblurCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var restore = new RestoreOptions();
        var output = new OutputOptions("deblurred");
        var run = new RunOptions();
        var command = new Command(
            "deblur",
            """
            Remove a blur whose PSF is known.

            Examples:
              deconv deblur shot.jpg -p disk:3
              deconv deblur plate.png -p motion:22,135 -o plate-sharp.png
              deconv deblur scan.tif -p kernel.png --lambda 0.001 --verbose
              magick in.png pfm:- | deconv deblur - -p "disk:2*gaussian:0.6" -o - --format pfm | magick pfm:- out.png
            """);
        input.AddTo(command);
        restore.AddTo(command);
        output.AddTo(command);
        run.AddTo(command);
        command.SetAction(parsed =>
        {
            string spec = parsed.GetValue(restore.Psf)!;
            Psf psf = Parsing.Psf(spec, LoadOptions.Default);
            return Batch.Run(
                parsed, input, output, run,
                (path, target, context) => RestoreAction.Run(parsed, input, restore, output, run, path, target, context, _ => (psf, spec)),
                single: [restore.ResidualMap],
                prepare: (files, context) => SharedAutomatics.Resolve(parsed, input, restore, run, files, context, _ => psf));
        });
        return command;
    }
}
