using System.Globalization;
using Deconv.Restoration;

namespace Deconv.Cli.Output;

/// <summary>Why the patch prior of --effort best was not used, as text.</summary>
internal static class PatchText
{
    public static string Of(PatchObstacle obstacle, ResolvedParameters parameters) =>
        obstacle switch
        {
            PatchObstacle.Method => $"method {parameters.Method.Name} does not support the patch prior",
            PatchObstacle.Boundary => "the patch prior needs --boundary unknown",
            PatchObstacle.Prior => $"the patch prior needs the prior {Prior.HyperLaplacian.Name}, not {parameters.Prior.Name}",
            PatchObstacle.EstimatedPsf => "with an estimated PSF the patch prior amplifies the errors of the PSF",
            PatchObstacle.SmallImage => $"the patch prior needs an image of at least {PatchLimits.MinSide}×{PatchLimits.MinSide}",
            PatchObstacle.FewIterations => $"the patch prior needs at least {PatchLimits.MinIterations} iterations",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"the noise is below {PatchLimits.MinNoise} of white, where the patch prior has no benefit"
            ),
        };
}
