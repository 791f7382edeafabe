using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv sharpen: removes the small blur of a lens, a sensor or resizing.</summary>
internal static class SharpenCommand
{
    public static Command Create()
    {
        var width = new SharpenOptions();
        var settings = new RestoreSettings(RestoreCommands.Suffix("sharpen"), psfGiven: false, RestoreCommands.Defaults("sharpen"));
        var command = new Command(
            "sharpen",
            """
            Remove the small blur of a lens, a sensor or resizing. By default only luminance is sharpened, and overshoot is limited to 2 % of white.

            Examples:
              deconv sharpen shot.jpg                                          (width estimated from the photograph)
              deconv sharpen *.tif --out-dir web --sigma 0.7 --iterations 10
              deconv sharpen small.png --preset resize --amount 0.7
            """
        );
        width.AddTo(command);
        settings.AddTo(command);
        command.SetAction(parsed =>
        {
            AppliedRecipe applied = parsed.Apply(settings.Record);
            RestoreSettingsRequest request = settings.Bind(applied.Given);
            bool own = width.IsGiven(applied.Given);
            if (own)
                applied = applied with { MeasureAnew = true };
            IPsfSource source =
                !own && applied.Psf is { } psf ? new GivenPsf(psf.Over) : new SharpeningPsf(width.Bind(applied.Given), request.Restore.Model.Control);
            return Restoration.Job("sharpen", request, applied, source, parsed.Line()).Run(parsed.Io());
        });
        return command;
    }
}
