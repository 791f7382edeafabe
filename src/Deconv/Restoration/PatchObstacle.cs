using Deconv.Objectives.Priors.Patches;

namespace Deconv.Restoration;

/// <summary>Why the patch prior of best effort was not used.</summary>
public enum PatchObstacle
{
    /// <summary>The method has no patch prior.</summary>
    Method,

    /// <summary>The boundary is not <see cref="Operators.Boundary.Unknown"/>.</summary>
    Boundary,

    /// <summary>The prior is not a hyper-Laplacian.</summary>
    Prior,

    /// <summary>The PSF is an estimate: patches would amplify its errors.</summary>
    EstimatedPsf,

    /// <summary>A side is shorter than <see cref="PatchLimits.MinSide"/>.</summary>
    SmallImage,

    /// <summary>Fewer iterations are allowed than <see cref="PatchLimits.MinIterations"/>.</summary>
    FewIterations,

    /// <summary>The noise is below <see cref="PatchLimits.MinNoise"/>: the error of the PSF limits the result.</summary>
    LowNoise,
}

/// <summary>Requirements of the patch prior.</summary>
public static class PatchLimits
{
    /// <summary>Minimum noise in units of white; below it, measurements show no gain.</summary>
    public const double MinNoise = 0.003;

    /// <summary>Minimum side of an image in pixels.</summary>
    public const int MinSide = 16;

    /// <summary>Minimum number of iterations.</summary>
    public const int MinIterations = 2 * PatchPull.Steps;
}
