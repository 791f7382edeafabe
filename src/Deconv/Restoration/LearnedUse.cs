using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;

namespace Deconv.Restoration;

/// <summary>Decides whether the learned prior is used for a plane. If not, best effort falls back to balanced, and the reason is kept.</summary>
/// <param name="Network">The prior, or null.</param>
/// <param name="Obstacle">Why it is not used although best effort was requested; null otherwise.</param>
internal sealed record LearnedUse(LearnedPrior? Network, LearnedObstacle? Obstacle)
{
    /// <summary>
    /// Maximum number of samples of a plane for which <see cref="Effort.Auto"/> is best effort: three seconds per megapixel on one core.
    /// </summary>
    internal const int MaxAutomaticSamples = 1_500_000;

    private const double LambdaPower = 1.4;

    private static readonly LearnedUse NotAsked = new(null, null);

    /// <summary>Decides for one plane.</summary>
    /// <param name="options">Method and prior resolved.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="chroma">Whether the plane is a color difference; the learned prior is trained on gray images only.</param>
    public static LearnedUse Decide(DeconvolutionOptions options, Shape shape, bool chroma)
    {
        if (!IsRequested(options, shape) || chroma)
            return NotAsked;
        LearnedObstacle? obstacle =
            options.Boundary != Boundary.Unknown ? LearnedObstacle.Boundary
            : !options.Prior!.HasShrinkage && !options.Prior.IsNone ? LearnedObstacle.Prior
            : options.Method != RestorationMethod.Gradient ? LearnedObstacle.Method
            : options.PsfTrust == PsfTrust.Estimated ? LearnedObstacle.EstimatedPsf
            : Math.Min(shape.Height, shape.Width) < LearnedLimits.MinSide ? LearnedObstacle.SmallImage
            : options.Control.Iterations < LearnedLimits.MinIterations ? LearnedObstacle.FewIterations
            : null;
        if (obstacle is null)
            return new(options.LearnedPrior ?? LearnedPrior.Default, null);
        return options.Effort == Effort.Auto ? NotAsked : new(null, obstacle);
    }

    /// <summary>Whether the learned prior is requested.</summary>
    public static bool IsRequested(DeconvolutionOptions options, Shape shape) =>
        options.Effort == Effort.Best || (options.Effort == Effort.Auto && options.NoiseFloor > 0 && shape.Count <= MaxAutomaticSamples);

    /// <summary>
    /// Factor of the noise that the learned prior balances where λ is not the automatic one: a stronger or weaker prior is wanted. The automatic λ
    /// grows with this power of the noise.
    /// </summary>
    /// <param name="strength">λ as a multiple of the automatic one for a calibrated PSF; 0 without a prior before, which changes nothing.</param>
    public static double NoiseFactor(double strength) => strength > 0 && double.IsFinite(strength) ? Math.Pow(strength, 1 / LambdaPower) : 1;

    /// <summary>The effective effort for a requested one.</summary>
    public Effort Run(Effort asked) =>
        asked is not (Effort.Best or Effort.Auto) ? asked
        : Network is null ? Effort.Balanced
        : Effort.Best;
}
