using System.Globalization;
using Deconv.Restoration;

namespace Deconv.Cli.Output;

/// <summary>Why the patch prior of best effort was not used, in words.</summary>
internal static class PatchText
{
    public static string Of(PatchObstacle obstacle, ResolvedParameters parameters) =>
        obstacle switch
        {
            PatchObstacle.Method => $"method {parameters.Method.Name} has no patch prior",
            PatchObstacle.Boundary => "the patch prior needs an unknown boundary",
            PatchObstacle.Prior => $"the patch prior goes with the prior {Prior.HyperLaplacian.Name}, not {parameters.Prior.Name}",
            PatchObstacle.EstimatedPsf => "with an estimated PSF a patch prior sharpens what the PSF gets wrong",
            PatchObstacle.SmallImage => $"the patch prior needs a picture of at least {PatchLimits.MinSide}×{PatchLimits.MinSide}",
            PatchObstacle.FewIterations => $"the patch prior needs at least {PatchLimits.MinIterations} iterations",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"the noise is below {PatchLimits.MinNoise} of white, where a patch prior gains nothing"
            ),
        };
}
