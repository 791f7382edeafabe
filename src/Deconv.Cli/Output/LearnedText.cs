using Deconv.Restoration;

namespace Deconv.Cli.Output;

/// <summary>Why the learned prior of --effort best was not used, as text.</summary>
internal static class LearnedText
{
    public static string Of(LearnedObstacle obstacle, ResolvedParameters parameters) =>
        obstacle switch
        {
            LearnedObstacle.Method => $"method {parameters.Method.Name} does not support the learned prior",
            LearnedObstacle.Boundary => "the learned prior needs --boundary unknown",
            LearnedObstacle.Prior => $"the learned prior needs the prior {Prior.HyperLaplacian.Name}, not {parameters.Prior.Name}",
            LearnedObstacle.EstimatedPsf => "with an estimated PSF the learned prior amplifies the errors of the PSF",
            LearnedObstacle.SmallImage => $"the learned prior needs an image of at least {LearnedLimits.MinSide}×{LearnedLimits.MinSide}",
            _ => $"the learned prior needs at least {LearnedLimits.MinIterations} iterations",
        };
}
