using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;

namespace Deconv.Restoration;

/// <summary>Whether the patch prior helps a plane. Where it does not, best effort is balanced effort, and the reason is kept.</summary>
/// <param name="Mixture">The prior, or null.</param>
/// <param name="Reason">Why there is none though best effort was asked for; null otherwise.</param>
internal sealed record PatchUse(GaussianMixture? Mixture, string? Reason)
{
    /// <summary>Least noise, in units of white: below, the error of the PSF is what limits the answer, and patches gain nothing (measured).</summary>
    private const double LeastNoise = 0.003;

    /// <summary>Most samples a plane for which <see cref="Effort.Auto"/> is best effort: some nine seconds a megapixel on two cores.</summary>
    internal const int MostAutomatic = 1_500_000;

    /// <summary>Least side of a picture.</summary>
    private const int LeastSide = 16;

    private static readonly PatchUse NotAsked = new(null, null);

    /// <param name="options">Effort, method, prior, boundary, trust, iterations.</param>
    /// <param name="shape">Of the picture.</param>
    /// <param name="noise">That the data term expects, in units of white.</param>
    /// <param name="chroma">A color difference, which patches of gray say nothing about.</param>
    public static PatchUse Decide(DeconvolutionOptions options, Shape shape, double noise, bool chroma)
    {
        if (!Asked(options, shape) || chroma)
            return NotAsked;
        string? reason =
            options.Method != RestorationMethod.Gradient ? $"method {options.Method.Name} has no patch prior"
            : options.Boundary != Boundary.Unknown ? "the patch prior needs an unknown boundary"
            : options.Prior.Term is not null || options.Prior.Exponent is 0 or > 1
                ? $"the patch prior goes with the prior {Prior.HyperLaplacian.Name} or {Prior.TotalVariation.Name}, not {options.Prior.Name}"
            : options.PsfTrust == PsfTrust.Estimated ? "with an estimated PSF a patch prior sharpens what the PSF gets wrong"
            : Math.Min(shape.Height, shape.Width) < LeastSide ? $"the patch prior needs a picture of at least {LeastSide}x{LeastSide}"
            : options.Iterations < 2 * PatchPull.Steps ? $"the patch prior needs at least {2 * PatchPull.Steps} iterations"
            : noise < LeastNoise
                ? FormattableString.Invariant($"noise of {noise:G2} of white is below {LeastNoise}, where a patch prior gains nothing")
            : null;
        return reason is null ? new(options.PatchMixture ?? GaussianMixture.Photographs, null)
            : options.Effort == Effort.Auto ? NotAsked
            : new(null, reason);
    }

    /// <summary>Whether the patch prior is to be used if it can be.</summary>
    public static bool Asked(DeconvolutionOptions options, Shape shape) =>
        options.Effort == Effort.Best || (options.Effort == Effort.Auto && options.NoiseFloor > 0 && shape.Count <= MostAutomatic);

    /// <summary>The effort that was run where another was asked for.</summary>
    public Effort Run(Effort asked) =>
        asked is Effort.Best or Effort.Auto
            ? Mixture is null
                ? Effort.Balanced
                : Effort.Best
            : asked;
}
