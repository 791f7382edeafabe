using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>Determines the parameters of the planes of one image.</summary>
/// <param name="options">Method and prior resolved.</param>
/// <param name="psf">The blur.</param>
/// <param name="white">Level that was scaled to 1.</param>
/// <param name="opponent">Whether the planes are luminance and color differences.</param>
/// <param name="trust">Weights of the samples.</param>
/// <param name="coupled">Whether the planes are restored together, each channel with weights of its own.</param>
/// <param name="hints">Settings of the library's own runs.</param>
internal sealed class PlaneParameters(
    DeconvolutionOptions options,
    Psf psf,
    double white,
    bool opponent,
    SampleTrust trust,
    bool coupled,
    RunHints hints
)
{
    /// <summary>Steps around untrusted samples: filling in areas takes more of them. Not for color differences alone, which are smooth.</summary>
    private const int FillSteps = 100;

    private const int Steps = 20;

    /// <summary>Color differences vary less than luminance and may be smoothed more.</summary>
    private const double ChromaLambda = 2;

    /// <summary>Multiplies the automatic λ; 1, or more in a second restoration.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>The opponent axes are shorter than the color axes by √3, and so is the noise on them.</summary>
    public double Axis => opponent ? OpponentAxes.Length : 1;

    /// <summary>Noise that cannot be measured, on the axes of the planes.</summary>
    public double Hidden => options.NoiseFloor / white / Axis;

    /// <summary>The terms of one plane.</summary>
    /// <param name="observed">The plane, white about 1.</param>
    /// <param name="light">The plane that the light is estimated from; the same as <paramref name="observed"/> if planes are restored
    /// independently.</param>
    /// <param name="shape">Shape of both planes.</param>
    /// <param name="plane">Index of the plane, from 0.</param>
    /// <param name="first">The decision for the first plane; null for the first plane itself.</param>
    public PlaneTerms Of(ReadOnlySpan<float> observed, ReadOnlySpan<float> light, Shape shape, int plane, LearnedUse? first)
    {
        bool chroma = opponent && plane > 0,
            fast = options.Effort == Effort.Fast;
        PlaneValues? known = options.Automatic?.Planes[plane];
        double whole =
                options.Noise / white / Axis
                ?? known?.Noise
                ?? NoiseEstimator.Estimate(observed, shape, psf, opponent ? trust.Common : trust.Channel(plane)),
            noise = whole;
        float[]? bounds = opponent && !coupled ? trust.Common : trust.Channel(plane);
        (double, double Median)? photons = null;
        if (options.Loss == Loss.Poisson && !options.Method!.NeedsPositive)
        {
            bounds = bounds is null ? Ones(shape) : [.. bounds];
            photons = PhotonWeights.Apply(light, shape, noise, known?.Photons, bounds);
            noise = Math.Sqrt(photons.Value.Median);
        }

        float[]? weights = bounds is null ? null : Array.ConvertAll(bounds, w => Math.Max(0, w));
        if (chroma && !coupled)
            bounds = weights; // a clipped sample is no lower bound of a color difference

        double effective = AutomaticParameters.EffectiveNoise(noise, Hidden, options.PsfTrust, Axis),
            model = AutomaticParameters.EffectiveNoise(noise, Hidden, options.PsfTrust, 1),
            chromatic = chroma ? ChromaLambda : 1;
        LearnedUse use = LearnedUse.Decide(options, shape, chroma);

        // Impulses are single samples, which need no more steps; what the caller leaves out may be areas.
        float untrusted = options.Weights is null ? -float.Epsilon : 0;
        bool fill = (coupled || !chroma) && (coupled ? trust.Common : bounds).AsSpan().ContainsAnyInRange(-1, untrusted);
        var values = new PlaneValues(
            whole,
            options.Lambda * chromatic ?? Strength * (known?.Lambda ?? Lambda(noise, effective, first ?? use) * chromatic),
            options.NoiseToSignal ?? known?.NoiseToSignal ?? AutomaticParameters.NoiseToSignal(observed, effective),
            known?.ModelError ?? AutomaticParameters.ModelError(observed, model, options.PsfTrust)
        )
        {
            Photons = photons,
        };
        IReadOnlyList<Suspect> suspects = coupled || !opponent ? trust.Suspects(plane) : [];
        (int, int) steps = fast ? (Steps / 2, fill ? FillSteps / 2 : 0) : (Steps, fill ? FillSteps : 0);
        double strength = use.Network is null ? 1 : values.Lambda / PlainLambda(noise, effective);
        return new(values, chroma, noise, effective, suspects, weights, bounds, steps, use)
        {
            LearnedNoise = effective * LearnedUse.NoiseFactor(strength),
        };
    }

    private double Lambda(double noise, double effective, LearnedUse use) => PlainLambda(noise, effective) * hints.LambdaFactor(options, use);

    private double PlainLambda(double noise, double effective) => options.Prior!.AutomaticLambda(effective) * PsfFactor(noise, effective);

    /// <summary>The mean over the places of a field, whose PSFs need not be alike.</summary>
    private double PsfFactor(double noise, double effective) =>
        options.Field is { } field
            ? field.Psfs.Average(p => AutomaticParameters.PsfFactor(p, noise, effective))
            : AutomaticParameters.PsfFactor(psf, noise, effective);

    private static float[] Ones(Shape shape)
    {
        var ones = new float[shape.Count];
        Array.Fill(ones, 1f);
        return ones;
    }
}
