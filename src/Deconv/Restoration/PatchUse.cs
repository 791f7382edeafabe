using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;

namespace Deconv.Restoration;

/// <summary>Decides whether the patch prior is used for a plane. If not, best effort falls back to balanced, and the reason is kept.</summary>
/// <param name="Mixture">The prior, or null.</param>
/// <param name="Obstacle">Why it is not used although best effort was requested; null otherwise.</param>
internal sealed record PatchUse(GaussianMixture? Mixture, PatchObstacle? Obstacle)
{
    /// <summary>
    /// Maximum number of samples of a plane for which <see cref="Effort.Auto"/> is best effort: about nine seconds per megapixel on two cores.
    /// </summary>
    internal const int MaxAutomaticSamples = 1_500_000;

    private static readonly PatchUse NotAsked = new(null, null);

    /// <summary>Decides for one plane.</summary>
    /// <param name="options">Method and prior resolved.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="noise">Noise that the data term assumes, in units of white.</param>
    /// <param name="chroma">Whether the plane is a color difference; the patch prior is trained on gray images only.</param>
    public static PatchUse Decide(DeconvolutionOptions options, Shape shape, double noise, bool chroma)
    {
        if (!IsRequested(options, shape) || chroma)
            return NotAsked;
        PatchObstacle? obstacle =
            options.Boundary != Boundary.Unknown ? PatchObstacle.Boundary
            : !options.Prior!.HasShrinkage && !options.Prior.IsNone ? PatchObstacle.Prior
            : options.Method != RestorationMethod.Gradient ? PatchObstacle.Method
            : options.PsfTrust == PsfTrust.Estimated ? PatchObstacle.EstimatedPsf
            : Math.Min(shape.Height, shape.Width) < PatchLimits.MinSide ? PatchObstacle.SmallImage
            : options.Control.Iterations < PatchLimits.MinIterations ? PatchObstacle.FewIterations
            : noise < PatchLimits.MinNoise ? PatchObstacle.LowNoise
            : null;
        if (obstacle is null)
            return new(options.PatchMixture ?? GaussianMixture.Photographs, null);
        return options.Effort == Effort.Auto ? NotAsked : new(null, obstacle);
    }

    /// <summary>Whether the patch prior is requested.</summary>
    public static bool IsRequested(DeconvolutionOptions options, Shape shape) =>
        options.Effort == Effort.Best || (options.Effort == Effort.Auto && options.NoiseFloor > 0 && shape.Count <= MaxAutomaticSamples);

    /// <summary>The effective effort for a requested one.</summary>
    public Effort Run(Effort asked) =>
        asked is not (Effort.Best or Effort.Auto) ? asked
        : Mixture is null ? Effort.Balanced
        : Effort.Best;
}
