using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv deblur: remove a known blur.</summary>
internal static class DeblurCommand
{
    public static Command Create()
    {
        var settings = new RestoreSettings(RestoreCommands.Suffix("deblur"), psfGiven: true, RestoreCommands.Defaults("deblur"));
        var command = new Command(
            "deblur",
            """
            Remove a blur whose PSF is known.

            Examples:
              deconv deblur shot.jpg -p disk:3
              deconv deblur plate.png -p motion:22,135 -o plate-sharp.png --report plate.html
              deconv deblur shot.jpg -p disk:3 --crop auto                       (only the part with the most edges)
              deconv deblur scan.tif -p kernel.png --save-recipe scan.json       (then: deconv replay scan.json)
              deconv deblur other.tif --recipe scan.json                         (same settings, another photograph)
              magick in.png pfm:- | deconv deblur - -p "disk:2*gaussian:0.6" -o - --format pfm | magick pfm:- out.png
            """
        );
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            AppliedRecipe applied = parsed.Apply(settings.Record);
            RestoreSettingsRequest request = settings.Bind(applied.Given);
            return Restoration.Job("deblur", request, applied, Source(request, applied), parsed.Line()).Run(parsed.Io());
        });
        return command;
    }

    private static GivenPsf Source(RestoreSettingsRequest request, AppliedRecipe applied)
    {
        if (request.Restore.Psf is { } spec)
            return new(Blurring.Parse(spec));
        return applied.Psf is { } psf ? new(psf.Over) : throw new UsageException("The recipe contains no PSF. Give --psf, for example -p disk:3.");
    }
}
