using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;

namespace Deconv.Restoration;

/// <summary>Whether the patch prior helps a plane. Where it does not, best effort is balanced effort, and the reason is kept.</summary>
/// <param name="Mixture">The prior, or null.</param>
/// <param name="Obstacle">Why there is none though best effort was asked for; null otherwise.</param>
internal sealed record PatchUse(GaussianMixture? Mixture, PatchObstacle? Obstacle)
{
    /// <summary>Most samples of a plane for which <see cref="Effort.Auto"/> is best effort: some nine seconds a megapixel on two cores.</summary>
    internal const int MostAutomatic = 1_500_000;

    private static readonly PatchUse NotAsked = new(null, null);

    /// <summary>Decides for one plane.</summary>
    /// <param name="options">Method and prior resolved.</param>
    /// <param name="shape">Of the image.</param>
    /// <param name="noise">That the data term expects, in units of white.</param>
    /// <param name="chroma">A color difference, which patches of gray say nothing about.</param>
    public static PatchUse Decide(DeconvolutionOptions options, Shape shape, double noise, bool chroma)
    {
        if (!Asked(options, shape) || chroma)
            return NotAsked;
        PatchObstacle? obstacle =
            options.Boundary != Boundary.Unknown ? PatchObstacle.Boundary
            : !options.Prior!.HasShrinkage && !options.Prior.IsNone ? PatchObstacle.Prior
            : options.Method != RestorationMethod.Gradient ? PatchObstacle.Method
            : options.PsfTrust == PsfTrust.Estimated ? PatchObstacle.EstimatedPsf
            : Math.Min(shape.Height, shape.Width) < PatchLimits.LeastSide ? PatchObstacle.SmallImage
            : options.Control.Iterations < PatchLimits.LeastIterations ? PatchObstacle.FewIterations
            : noise < PatchLimits.LeastNoise ? PatchObstacle.LowNoise
            : null;
        if (obstacle is null)
            return new(options.PatchMixture ?? GaussianMixture.Photographs, null);
        return options.Effort == Effort.Auto ? NotAsked : new(null, obstacle);
    }

    /// <summary>Whether the patch prior is to be used if it can be.</summary>
    public static bool Asked(DeconvolutionOptions options, Shape shape) =>
        options.Effort == Effort.Best || (options.Effort == Effort.Auto && options.NoiseFloor > 0 && shape.Count <= MostAutomatic);

    /// <summary>The effort that was run where another was asked for.</summary>
    public Effort Run(Effort asked) =>
        asked is not (Effort.Best or Effort.Auto) ? asked
        : Mixture is null ? Effort.Balanced
        : Effort.Best;
}
