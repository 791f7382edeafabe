using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>Creates the job of the commands that restore with a known PSF.</summary>
internal static class Restoration
{
    public static RestoreJob Job(string command, RestoreSettingsRequest request, AppliedRecipe applied, IPsfSource source, string commandLine)
    {
        bool anew = applied.MeasureAnew || request.Restore.MeasureAnew;
        return new(command, request, source, commandLine)
        {
            Automatic = anew ? null : applied.Recipe?.Automatic,
            Stretch = anew ? null : applied.Recipe?.Stretch,
            Estimated = applied.Recipe?.OffersCandidates == true && request.Restore.Psf is null,
        };
    }
}
