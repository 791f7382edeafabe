using Deconv.Objectives.Priors.Learned;

namespace Deconv.Restoration;

/// <summary>Why the learned prior of best effort was not used.</summary>
public enum LearnedObstacle
{
    /// <summary>The method has no learned prior.</summary>
    Method,

    /// <summary>The boundary is not <see cref="Operators.Boundary.Unknown"/>.</summary>
    Boundary,

    /// <summary>The prior is not a hyper-Laplacian.</summary>
    Prior,

    /// <summary>The PSF is an estimate: the learned prior would amplify its errors.</summary>
    EstimatedPsf,

    /// <summary>A side is shorter than <see cref="LearnedLimits.MinSide"/>.</summary>
    SmallImage,

    /// <summary>Fewer iterations are allowed than <see cref="LearnedLimits.MinIterations"/>.</summary>
    FewIterations,
}

/// <summary>Requirements of the learned prior.</summary>
public static class LearnedLimits
{
    /// <summary>Minimum side of an image in pixels.</summary>
    public const int MinSide = 16;

    /// <summary>Minimum number of iterations.</summary>
    public const int MinIterations = 2 * LearnedPull.Steps;
}
