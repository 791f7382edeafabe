using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Commands;

/// <summary>deconv deblur: remove a known blur.</summary>
internal static class DeblurCommand
{
    public static Command Create()
    {
        var settings = new RestoreSettings(new(), new(), new(), new("deblurred"), new(), new());
        var command = new Command(
            "deblur",
            """
            Remove a blur whose PSF is known.

            Examples:
              deconv deblur shot.jpg -p disk:3
              deconv deblur plate.png -p motion:22,135 -o plate-sharp.png --report plate.html
              deconv deblur shot.jpg -p disk:3 --crop auto                       (the part with the most edges)
              deconv deblur scan.tif -p kernel.png --save-recipe scan.json       (then: deconv replay scan.json)
              deconv deblur other.tif --recipe scan.json                         (the same for another picture)
              magick in.png pfm:- | deconv deblur - -p "disk:2*gaussian:0.6" -o - --format pfm | magick pfm:- out.png
            """
        );
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            string? spec = parsed.GetValue(settings.Restore.Psf);
            Psf? psf = spec is null ? null : Parsing.Psf(spec, LoadOptions.Default);
            Psf Given() => psf ?? throw new UsageException("The recipe holds no PSF; give --psf.");
            return RestoreAction.Run(
                parsed,
                settings,
                "deblur",
                _ => (Given(), spec!),
                (files, context) => SharedAutomatics.Resolve(parsed, settings.Input, settings.Restore, settings.Run, files, context, _ => Given())
            );
        });
        return command;
    }
}
