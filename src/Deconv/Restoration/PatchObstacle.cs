using Deconv.Objectives.Priors.Patches;

namespace Deconv.Restoration;

/// <summary>Why the patch prior of best effort was not used.</summary>
public enum PatchObstacle
{
    /// <summary>The method has no patch prior.</summary>
    Method,

    /// <summary>The boundary is not unknown.</summary>
    Boundary,

    /// <summary>The prior is not a hyper-Laplacian.</summary>
    Prior,

    /// <summary>The PSF is an estimate: patches would sharpen what it gets wrong.</summary>
    EstimatedPsf,

    /// <summary>A side is shorter than <see cref="PatchLimits.LeastSide"/>.</summary>
    SmallImage,

    /// <summary>Fewer iterations are allowed than <see cref="PatchLimits.LeastIterations"/>.</summary>
    FewIterations,

    /// <summary>The noise is below <see cref="PatchLimits.LeastNoise"/>: there the error of the PSF limits the answer.</summary>
    LowNoise,
}

/// <summary>What the patch prior needs.</summary>
public static class PatchLimits
{
    /// <summary>Least noise, in units of white: below, patches gain nothing (measured).</summary>
    public const double LeastNoise = 0.003;

    /// <summary>Least side of an image.</summary>
    public const int LeastSide = 16;

    /// <summary>Least iterations.</summary>
    public const int LeastIterations = 2 * PatchPull.Steps;
}
