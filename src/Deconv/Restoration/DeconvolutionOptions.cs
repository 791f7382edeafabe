using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;

namespace Deconv.Restoration;

/// <summary>How to restore an image. The defaults are right for photographs; null always means "worked out from the image".</summary>
public sealed record DeconvolutionOptions
{
    /// <summary>How a plane is restored. Null: the first of <see cref="RestorationMethod.All"/> that serves the prior and the boundary.</summary>
    public RestorationMethod? Method { get; init; }

    /// <summary>
    /// What restored images are expected to look like. Null: the one of the method, <see cref="Prior.HyperLaplacian"/> where none is named either.
    /// </summary>
    public Prior? Prior { get; init; }

    /// <summary>λ, multiplier of the prior, above 0; larger is smoother. Null: from the noise.</summary>
    public double? Lambda { get; init; }

    /// <summary>Multiplies the automatic λ; above 0, default 1.</summary>
    public double LambdaFactor { get; init; } = 1;

    /// <summary>Standard deviation of the noise in units of the samples, 0 or above. Null: estimated.</summary>
    public double? Noise { get; init; }

    /// <summary>How the noise depends on the light. Default Gauss; the rl method always takes Poisson.</summary>
    public Loss Loss { get; init; } = Loss.Gauss;

    /// <summary>
    /// Noise that estimates cannot see, because rounding or JPEG compression removed its fine part; units of the samples, default 0.
    /// </summary>
    public double NoiseFloor { get; init; }

    /// <summary>Look for dead and hot pixels and do not trust them. Default true; needs a blur wider than a pixel.</summary>
    public bool FindImpulses { get; init; } = true;

    /// <summary>Noise power over signal power of the Wiener method, above 0. Null: from the noise.</summary>
    public double? NoiseToSignal { get; init; }

    /// <summary>Work spent. Default balanced.</summary>
    public Effort Effort { get; init; } = Effort.Balanced;

    /// <summary>
    /// The samples are proportional to light, and the file stores them encoded (sRGB and the like): what compression did is even on the encoded
    /// scale, so with a <see cref="NoiseFloor"/> the patch prior of best effort sees them through a curve. Default false: samples as the file stores
    /// them.
    /// </summary>
    public bool LinearLight { get; init; }

    /// <summary>What patches look like, for best effort. Null: <see cref="GaussianMixture.Photographs"/>.</summary>
    public GaussianMixture? PatchMixture { get; init; }

    /// <summary>How exactly the PSF is known. Default calibrated.</summary>
    public PsfTrust PsfTrust { get; init; } = PsfTrust.Calibrated;

    /// <summary>What lies outside the frame. Default unknown.</summary>
    public Boundary Boundary { get; init; } = Boundary.Unknown;

    /// <summary>How the planes of a color image are treated. Default opponent.</summary>
    public ChannelMode Channels { get; init; } = ChannelMode.Opponent;

    /// <summary>Level from which a sample counts as saturated and is not trusted, in units of the samples. Null: nothing is.</summary>
    public double? SaturationLevel { get; init; }

    /// <summary>Trust in every sample of the image, 0 to 1, one plane of the image's shape. Null: 1.</summary>
    public PlanarImage? Weights { get; init; }

    /// <summary>Negative light is set to 0. Default true; false for data that may be negative.</summary>
    public bool NonNegative { get; init; } = true;

    /// <summary>
    /// How far a sample may go beyond the blurred samples around it (as far as the PSF is wide), in units of white, 0 or above: limits halos, and
    /// detail with them. In opponent color, of luminance. Null: no limit.
    /// </summary>
    public double? MaxOvershoot { get; init; }

    /// <summary>
    /// What another run worked out (<see cref="ResolvedParameters.Automatic"/> or <see cref="Deconvolver.Measure"/>), to be used instead of
    /// measuring; <see cref="Noise"/>, <see cref="Lambda"/> and <see cref="NoiseToSignal"/> come before it. Null: measure. Must have as many planes
    /// as are restored.
    /// </summary>
    public AutomaticValues? Automatic { get; init; }

    /// <summary>
    /// Stretch this range to 0 to 1 before restoring, and back afterwards: for images that fill little of their range. Null: do not.
    /// </summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>Whether patches are seen through a curve: noise of compression is even in what files store, noise of light in light.</summary>
    internal bool PatchesSeeCurve => LinearLight && NoiseFloor > 0;

    /// <summary>How the run is carried out: iterations, time, threads, canceling.</summary>
    public RunControl Control { get; init; } = new();

    /// <summary>The same with the method and the prior that null stands for.</summary>
    /// <exception cref="ArgumentException">A method that cannot serve the prior or the boundary.</exception>
    internal DeconvolutionOptions Resolved()
    {
        if (Method is null)
        {
            Prior wanted = Prior ?? RestorationMethod.All[0].DefaultPrior;
            RestorationMethod? fit = RestorationMethod.All.FirstOrDefault(m => m.Serves(wanted, Boundary));
            return fit is null
                ? throw new ArgumentException($"No method serves the prior {wanted.Name} with the boundary {Boundary}.")
                : this with
                {
                    Method = fit,
                    Prior = wanted,
                };
        }

        Prior prior = Prior ?? Method.DefaultPrior;
        if (Method.Serves(prior, Boundary))
            return this with { Prior = prior };
        string[] others = [.. RestorationMethod.All.Where(m => m.Serves(prior, Boundary)).Select(m => m.Name)];
        string advice = others.Length > 0 ? $"Methods that do: {string.Join(", ", others)}." : "Leave the prior out.";
        throw new ArgumentException($"The method {Method.Name} does not serve the prior {prior.Name} with the boundary {Boundary}. {advice}");
    }

    internal void Validate(Shape shape)
    {
        Control.Validate();
        RequirePositive(Lambda, nameof(Lambda));
        RequirePositive(LambdaFactor, nameof(LambdaFactor));
        RequirePositive(NoiseToSignal, nameof(NoiseToSignal));
        if (!(NoiseFloor >= 0 && double.IsFinite(NoiseFloor)))
            throw new ArgumentException($"NoiseFloor is 0 or above, not {NoiseFloor}.");
        if (Noise is { } noise && !(noise >= 0 && double.IsFinite(noise)))
            throw new ArgumentException($"Noise is 0 or above, not {noise}.");
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
