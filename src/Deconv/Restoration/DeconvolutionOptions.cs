using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>How to restore a picture. The defaults are right for photographs; null always means "worked out from the picture".</summary>
public sealed record DeconvolutionOptions
{
    /// <summary>How a plane is restored. Default <see cref="RestorationMethod.Gradient"/>.</summary>
    public RestorationMethod Method { get; init; } = RestorationMethod.Gradient;

    /// <summary>What pictures look like. Default <see cref="Prior.HyperLaplacian"/>.</summary>
    public Prior Prior { get; init; } = Prior.HyperLaplacian;

    /// <summary>λ, multiplier of the prior, above 0; larger is smoother. Null: from the noise.</summary>
    public double? Lambda { get; init; }

    /// <summary>Multiplies the automatic λ; above 0, default 1.</summary>
    public double LambdaFactor { get; init; } = 1;

    /// <summary>Standard deviation of the noise in units of the samples, 0 or above. Null: estimated.</summary>
    public double? Noise { get; init; }

    /// <summary>How the noise depends on the light. Default Gauss; the rl method always takes Poisson.</summary>
    public Loss Loss { get; init; } = Loss.Gauss;

    /// <summary>Noise that estimates cannot see, because rounding or JPEG compression removed its fine part; units of the samples, default 0.</summary>
    public double NoiseFloor { get; init; }

    /// <summary>Look for dead and hot pixels and do not trust them. Default true; needs a blur wider than a pixel.</summary>
    public bool FindImpulses { get; init; } = true;

    /// <summary>Noise power over signal power of the Wiener method, above 0. Null: from the noise.</summary>
    public double? NoiseToSignal { get; init; }

    /// <summary>Work spent. Default balanced.</summary>
    public Effort Effort { get; init; } = Effort.Balanced;

    /// <summary>
    /// The samples are proportional to light, and the file stores them encoded (sRGB and the like): what compression did is even on the encoded scale, so
    /// with a <see cref="NoiseFloor"/> the patch prior of best effort sees them through a curve. Default false: samples as the file stores them.
    /// </summary>
    public bool LinearLight { get; init; }

    /// <summary>What patches look like, for best effort. Null: <see cref="GaussianMixture.Photographs"/>.</summary>
    public GaussianMixture? PatchMixture { get; init; }

    /// <summary>How exactly the PSF is known. Default calibrated.</summary>
    public PsfTrust PsfTrust { get; init; } = PsfTrust.Calibrated;

    /// <summary>What lies outside the frame. Default unknown.</summary>
    public Boundary Boundary { get; init; } = Boundary.Unknown;

    /// <summary>How the planes of a color picture are treated. Default opponent.</summary>
    public ChannelMode Channels { get; init; } = ChannelMode.Opponent;

    /// <summary>Level from which a sample counts as saturated and is not trusted, in units of the samples. Null: nothing is.</summary>
    public double? SaturationLevel { get; init; }

    /// <summary>Trust in every sample of the picture, 0 to 1, one plane of the picture's shape. Null: 1.</summary>
    public PlanarImage? Weights { get; init; }

    /// <summary>Negative light is set to 0. Default true; false for data that may be negative.</summary>
    public bool NonNegative { get; init; } = true;

    /// <summary>
    /// How far a sample may go beyond the blurred samples around it (as far as the PSF is wide), in units of white, 0 or above: limits halos, and
    /// detail with them. In opponent color, of luminance. Null: no limit.
    /// </summary>
    public double? MaxOvershoot { get; init; }

    /// <summary>
    /// A reason of your own to stop, asked after every iteration of every plane. Null: none. It comes on top of the method's own rule, or of
    /// <see cref="Iterations"/>, which then is the most there can be.
    /// </summary>
    public StoppingRule? Stop { get; init; }

    /// <summary>Exactly this many iterations, at least 1. Null: by the method's stopping rule.</summary>
    public int? Iterations { get; init; }

    /// <summary>Relative change at which an iterative method counts as converged, above 0. Default 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Stop after this time and hand over what is there. Null: no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>What a canceled run does. Default: throw.</summary>
    public CancelBehavior OnCancel { get; init; } = CancelBehavior.Throw;

    /// <summary>
    /// What another run worked out (<see cref="ResolvedParameters.Automatic"/> or <see cref="Deconvolver.Measure"/>), to be used instead of measuring;
    /// <see cref="Noise"/>, <see cref="Lambda"/> and <see cref="NoiseToSignal"/> come before it. Null: measure. Must have as many planes as are restored.
    /// </summary>
    public AutomaticValues? Automatic { get; init; }

    /// <summary>Stretch this range to 0 to 1 before restoring, and back afterwards: for pictures that fill little of their range. Null: do not.</summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>Threads to use; 0 means all processors. The answer does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Whether the check of the answer tries PSFs of other sizes. They take as long as ten steps on a small picture; who restores with several PSFs
    /// to choose among them has no use for it.
    /// </summary>
    internal bool ExamineSize { get; init; } = true;

    /// <summary>What <see cref="LambdaFactor"/> is multiplied by, down to 1, where a <see cref="NoiseFloor"/> is reckoned with and no patch prior follows.</summary>
    internal double HiddenNoiseFactor { get; init; } = 1;

    /// <summary>Whether patches are seen through a curve: noise of compression is even in what files store, noise of light in light.</summary>
    internal bool PatchesSeeCurve => LinearLight && NoiseFloor > 0;

    internal void Validate(Shape shape)
    {
        RequirePositive(Lambda, nameof(Lambda));
        RequirePositive(LambdaFactor, nameof(LambdaFactor));
        RequirePositive(NoiseToSignal, nameof(NoiseToSignal));
        RequirePositive(Tolerance, nameof(Tolerance));
        if (!(NoiseFloor >= 0 && double.IsFinite(NoiseFloor)))
            throw new ArgumentException($"NoiseFloor is 0 or above, not {NoiseFloor}.");
        if (Noise is { } noise && !(noise >= 0 && double.IsFinite(noise)))
            throw new ArgumentException($"Noise is 0 or above, not {noise}.");
        if (Iterations < 1)
            throw new ArgumentException($"Iterations is at least 1, not {Iterations}.");
        if (Threads < 0)
            throw new ArgumentException($"Threads is 0 (all) or above, not {Threads}.");
        if (MaxOvershoot is { } overshoot && !(overshoot >= 0))
            throw new ArgumentException($"The largest overshoot is 0 or above, in units of white, not {overshoot}.");
        if (Stretch is { } range && !(double.IsFinite(range.Black) && double.IsFinite(range.White) && range.White > range.Black))
            throw new ArgumentException($"A range to stretch goes from black up to white, not from {range.Black} to {range.White}.");
        if (Weights is { } weights && weights.Shape != shape)
            throw new ArgumentException($"The weights are {weights.Shape}, the picture {shape}.");

        static void RequirePositive(double? value, string name)
        {
            if (value is { } v && !(v > 0 && double.IsFinite(v)))
                throw new ArgumentException($"{name} is above 0, not {v}.");
        }
    }
}

/// <summary>Work spent on a picture.</summary>
public enum Effort
{
    /// <summary>20 steps: all of the quality but 0.05 dB.</summary>
    Balanced,

    /// <summary>10 steps: half the time for 0.1 to 0.3 dB.</summary>
    Fast,

    /// <summary>
    /// Balanced, then 6 steps with a patch prior on the luminance: 0.3 dB more where the noise is at least 0.3 % and the PSF not estimated; elsewhere the
    /// same as balanced, and <see cref="ResolvedParameters.EffortNote"/> says why.
    /// </summary>
    Best,

    /// <summary>
    /// Best for a picture of at most 1.5 megapixels whose compression hides noise (<see cref="DeconvolutionOptions.NoiseFloor"/>
    /// above 0): 0.2 to 0.4 dB there, for some ten times the time of balanced; otherwise balanced.
    /// </summary>
    Auto,
}

/// <summary>How the noise depends on the light.</summary>
public enum Loss
{
    /// <summary>The same everywhere.</summary>
    Gauss,

    /// <summary>Counts of photons: the variance is proportional to the light.</summary>
    Poisson,
}

/// <summary>How exactly the PSF is known; what is not known is not fitted.</summary>
public enum PsfTrust
{
    /// <summary>Measured or drawn: transfer function off by about 1.6 %.</summary>
    Calibrated,

    /// <summary>The very PSF the picture was blurred with: simulations.</summary>
    Exact,

    /// <summary>Estimated from the picture: off by about 4 %.</summary>
    Estimated,
}

/// <summary>How the planes of a color picture are treated.</summary>
public enum ChannelMode
{
    /// <summary>Luminance and two color differences, each with its own noise: no color fringes.</summary>
    Opponent,

    /// <summary>Luminance only; the color differences keep their blur.</summary>
    Luma,

    /// <summary>Every plane by itself.</summary>
    Each,
}
