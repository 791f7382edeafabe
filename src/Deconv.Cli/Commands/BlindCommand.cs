using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv blind: estimates the PSF, checks it and restores.</summary>
internal static class BlindCommand
{
    public static Command Create()
    {
        var estimate = new EstimateOptions();
        var settings = new RestoreSettings(
            RestoreCommands.Suffix("blind"),
            psfGiven: false,
            RestoreCommands.Defaults("blind"),
            margins: false,
            applies: false,
            accepts: false
        );
        var command = new Command(
            "blind",
            """
            Estimate the PSF of a photograph from the photograph itself, then remove the blur.

            The blur must be the same over the whole frame. If the photograph is sharp, or if no PSF is found that is probably right, nothing is
            restored: exit code 6 and a reason. After a doubtful PSF, look at the result before you use it.

            Examples:
              deconv blind shake.jpg --report shake.html
              deconv blind shake.jpg --kernel-size 61 --psf-out shake-psf.tif
              deconv blind shake.jpg --candidates try.png                 (choose among the PSFs that were found: deconv help blind)
              deconv blind plate.png --family motion --estimate-only
              deconv blind scene.jpg --crops 800,400,600,600        (estimate from this box, restore the whole frame)
            """
        );
        estimate.AddTo(command);
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new BlindJob(settings.Bind(given), estimate.Bind(given), parsed.Line()).Run(parsed.Io());
        });
        return command;
    }
}
