using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>How to restore an image. The defaults are right for photographs; null always means "determined from the image".</summary>
public sealed record DeconvolutionOptions
{
    /// <summary>The restoration method. Null: the first of <see cref="RestorationMethod.All"/> that supports the prior and the boundary.</summary>
    public RestorationMethod? Method { get; init; }

    /// <summary>
    /// The image prior. Null: the default prior of the method, or <see cref="Prior.HyperLaplacian"/> if the method is null too.
    /// </summary>
    public Prior? Prior { get; init; }

    /// <summary>λ, multiplier of the prior, above 0; larger is smoother. Null: derived from the noise.</summary>
    public double? Lambda { get; init; }

    /// <summary>Multiplies the automatic λ; above 0, default 1.</summary>
    public double LambdaFactor { get; init; } = 1;

    /// <summary>Standard deviation of the noise in units of the samples, 0 or above. Null: estimated.</summary>
    public double? Noise { get; init; }

    /// <summary>How the noise depends on the light. Default Gauss; the rl method always uses Poisson.</summary>
    public Loss Loss { get; init; } = Loss.Gauss;

    /// <summary>
    /// Noise that cannot be measured because rounding or JPEG compression removed its fine part; standard deviation in units of the samples, 0 or
    /// above, default 0.
    /// </summary>
    public double NoiseFloor { get; init; }

    /// <summary>Whether dead and hot pixels are detected and ignored. Default true; needs a blur wider than a pixel.</summary>
    public bool FindImpulses { get; init; } = true;

    /// <summary>
    /// Whether large areas of exactly one value at the border are looked for and ignored, such as the corners of a panorama and the surroundings of a
    /// cut-out: they hold no picture, and the result keeps them. Areas that the picture approaches gently are not meant. Default true.
    /// </summary>
    public bool FindEmptyBorder { get; init; } = true;

    /// <summary>Noise power over signal power of the Wiener method, above 0. Null: derived from the noise.</summary>
    public double? NoiseToSignal { get; init; }

    /// <summary>Computing effort. Default balanced.</summary>
    public Effort Effort { get; init; } = Effort.Balanced;

    /// <summary>
    /// True if the samples are proportional to light while the file stores them encoded (such as sRGB). Compression noise is uniform on the encoded
    /// scale, so with a <see cref="NoiseFloor"/> the learned prior of best effort is applied through a tone curve. Default false: samples as the file
    /// stores them.
    /// </summary>
    public bool LinearLight { get; init; }

    /// <summary>The learned prior of best effort. Null: <see cref="LearnedPrior.Default"/>.</summary>
    public LearnedPrior? LearnedPrior { get; init; }

    /// <summary>How exactly the PSF is known. Default calibrated.</summary>
    public PsfTrust PsfTrust { get; init; } = PsfTrust.Calibrated;

    /// <summary>
    /// The blur where it differs across the frame, its places counted from the first sample of the image. The PSF that is given beside it has the
    /// shape and origin of those of the field, such as <see cref="PsfField.Middle"/>, and serves where one PSF has to stand for all: the noise, the
    /// size check. Null: that PSF everywhere.
    /// </summary>
    public PsfField? Field { get; init; }

    /// <summary>What lies outside the frame. Default unknown.</summary>
    public Boundary Boundary { get; init; } = Boundary.Unknown;

    /// <summary>How the planes of a color image are treated. Default opponent.</summary>
    public ChannelMode Channels { get; init; } = ChannelMode.Opponent;

    /// <summary>
    /// Level of the format at or above which a sample is clipped, in units of the samples: it says only "at least this bright". Below it, the level
    /// of every channel is looked for in the data: a largest value that many samples have exactly. Default infinity: only in the data. Null: nothing
    /// is clipped.
    /// </summary>
    public double? SaturationLevel { get; init; } = double.PositiveInfinity;

    /// <summary>Weight of every sample, 0 (ignored) to 1, one plane of the image's shape. Null: 1 for all.</summary>
    public PlanarImage? Weights { get; init; }

    /// <summary>
    /// Whether restored samples are 0 or above, as light is. Null (the default): yes, unless the data are clearly signed, which means that more than
    /// 0.1 % of them lie below zero by more than five standard deviations of the noise.
    /// </summary>
    public bool? NonNegative { get; init; }

    /// <summary>
    /// How far a restored sample may exceed the range of the blurred samples around it (within the width of the PSF), in units of white, 0 or above.
    /// Limits halos, but detail too. In opponent color it applies to luminance. Null: no limit.
    /// </summary>
    public double? MaxOvershoot { get; init; }

    /// <summary>
    /// Values determined by another run (<see cref="ResolvedParameters.Automatic"/> or <see cref="Deconvolver.Measure"/>), used instead of measuring;
    /// <see cref="Noise"/>, <see cref="Lambda"/> and <see cref="NoiseToSignal"/> take precedence. Must have one entry per restored plane. Null:
    /// measure.
    /// </summary>
    public AutomaticValues? Automatic { get; init; }

    /// <summary>
    /// Range that is stretched to 0 to 1 before the restoration and back afterwards, for images that use little of their range. Null: no stretching.
    /// </summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>
    /// Whether the learned prior is applied through a tone curve: compression noise is uniform in encoded values, sensor noise in linear light.
    /// </summary>
    internal bool LearnedSeesCurve => LinearLight && NoiseFloor > 0;

    /// <summary>
    /// Whether the automatic λ is adapted to how well the image can be explained: raised where tiles of it are explained better than noise allows,
    /// and once more if artifacts ruin the result. Null: with <see cref="PsfTrust.Estimated"/>, and in the final step of a blind restoration. No
    /// effect with <see cref="Lambda"/>, <see cref="Automatic"/> or a number of iterations.
    /// </summary>
    public bool? AdaptLambda { get; init; }

    /// <summary>Whether the automatic λ is adapted.</summary>
    internal bool MayAdapt =>
        Lambda is null && Automatic is null && Control.Iterations is null && (AdaptLambda ?? PsfTrust == PsfTrust.Estimated) && !Prior!.IsNone;

    /// <summary>How the run is executed: iterations, time, threads, cancellation.</summary>
    public RunControl Control { get; init; } = new();

    /// <summary>The same options with a null method and prior replaced by the defaults.</summary>
    /// <exception cref="ArgumentException">A method that does not support the prior or the boundary.</exception>
    internal DeconvolutionOptions Resolved()
    {
        if (Method is null)
        {
            Prior wanted = Prior ?? RestorationMethod.All[0].DefaultPrior;
            RestorationMethod? fit = RestorationMethod.All.FirstOrDefault(m => m.Serves(wanted, Boundary));
            return fit is null
                ? throw new ArgumentException($"No method supports the prior {wanted.Name} with the boundary {Boundary}.")
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
        string advice = others.Length > 0 ? $"Methods that do: {string.Join(", ", others)}." : "Omit the prior.";
        throw new ArgumentException($"The method {Method.Name} does not support the prior {prior.Name} with the boundary {Boundary}. {advice}");
    }

    internal void Validate(Shape shape)
    {
        Control.Validate();
        RequirePositive(Lambda, nameof(Lambda));
        RequirePositive(LambdaFactor, nameof(LambdaFactor));
        RequirePositive(NoiseToSignal, nameof(NoiseToSignal));
        if (!(NoiseFloor >= 0 && double.IsFinite(NoiseFloor)))
            throw new ArgumentException($"NoiseFloor must be 0 or above, not {NoiseFloor}.");
        if (Noise is { } noise && !(noise >= 0 && double.IsFinite(noise)))
            throw new ArgumentException($"Noise must be 0 or above, not {noise}.");
        if (MaxOvershoot is { } overshoot && !(overshoot >= 0))
            throw new ArgumentException($"MaxOvershoot must be 0 or above, in units of white, not {overshoot}.");
        if (Stretch is { } range && !(double.IsFinite(range.Black) && double.IsFinite(range.White) && range.White > range.Black))
            throw new ArgumentException($"Stretch must run from black up to white, not from {range.Black} to {range.White}.");
        if (Weights is { } weights && weights.Shape != shape)
            throw new ArgumentException($"The weights have the shape {weights.Shape}, the image {shape}.");

        static void RequirePositive(double? value, string name)
        {
            if (value is { } v && !(v > 0 && double.IsFinite(v)))
                throw new ArgumentException($"{name} must be above 0, not {v}.");
        }
    }
}
