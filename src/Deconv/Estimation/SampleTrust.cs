using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// Weights of the samples of an image, one set per channel, from impulses, clipping and the caller's weights, in this order: a sample far outside its
/// neighborhood is an impulse however near to white; only what is left at the clipping level is clipped light.
/// </summary>
internal sealed class SampleTrust
{
    /// <summary>Upper limit of the noise estimate in units of white. The estimate is a median, hence robust against impulses.</summary>
    private const double MaxNoise = 0.05;

    /// <summary>Distance from the median of its neighborhood, in units of white, at which a sample of an image with impulses is a suspect.</summary>
    private const double SuspectDistance = 0.03;

    /// <summary>The same in standard deviations of the noise.</summary>
    private const double SuspectNoise = 5;

    private readonly float[]?[] _channels;
    private readonly Suspect[][] _suspects;
    private readonly Lazy<float[]?> _common;

    private SampleTrust(int channels)
    {
        (_channels, _suspects) = (new float[]?[channels], new Suspect[channels][]);
        Array.Fill(_suspects, []);
        _common = new(Combine);
    }

    /// <summary>True if every sample of every channel has the weight 1.</summary>
    public bool Complete => Array.TrueForAll(_channels, c => c is null);

    /// <summary>Number of pixels that are clipped in any channel.</summary>
    public int Saturated { get; private set; }

    /// <summary>The same as a fraction of the pixels, 0 to 1.</summary>
    public double SaturatedShare { get; private set; }

    /// <summary>Number of samples that were found to be impulses, all channels together.</summary>
    public int Impulses { get; private set; }

    /// <summary>Noise level used to detect impulses, in units of white; null if there was no candidate.</summary>
    public double? ImpulseNoise { get; private set; }

    /// <summary>Determines the weights for an image.</summary>
    /// <param name="image">The image, white about 1; samples of weight 0 are replaced by interpolation from their neighbors.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="sources">Saturation level, impulses, weights.</param>
    public static SampleTrust Of(PlanarImage image, Psf psf, TrustSources sources)
    {
        var trust = new SampleTrust(image.Count);
        for (int channel = 0; channel < image.Count; channel++)
            trust._channels[channel] = trust.Find(image[channel], channel, image.Shape, psf, sources);
        Region counted = sources.Counted ?? Region.Whole(image.Shape);
        trust.Saturated = trust.CountClipped(image.Shape, counted);
        trust.SaturatedShare = trust.Saturated / (double)counted.Shape.Count;
        return trust;
    }

    /// <summary>Weight of every sample of a channel: 0 to 1, negative where it is clipped; null if all are 1.</summary>
    public float[]? Channel(int channel) => _channels[channel];

    /// <summary>Samples of a channel that have the weight 0 only because they may be impulses.</summary>
    public IReadOnlyList<Suspect> Suspects(int channel) => _suspects[channel];

    /// <summary>
    /// The same for planes that mix channels: the smallest weight of all channels, negative where any channel is clipped and none is ignored.
    /// </summary>
    public float[]? Common => _common.Value;

    private float[]? Combine()
    {
        if (Complete || _channels.Length == 1)
            return _channels[0];
        float[]? common = null;
        foreach (float[]? weights in _channels)
        {
            if (weights is null)
                continue;
            if (common is null)
            {
                common = [.. weights];
                continue;
            }

            for (int i = 0; i < common.Length; i++)
            {
                float least = Math.Min(Math.Abs(common[i]), Math.Abs(weights[i]));
                common[i] = common[i] < 0 || weights[i] < 0 ? -least : least;
            }
        }

        return common;
    }

    private float[]? Find(Span<float> plane, int channel, Shape shape, Psf psf, TrustSources sources)
    {
        float[] weights = new float[shape.Count];
        Array.Fill(weights, 1f);
        bool changed = false;
        float[] observed = [];
        if (sources.FindImpulses)
        {
            observed = plane.ToArray();
            int found = ImpulseMask.Apply(plane, shape, psf, () => Noise(observed, shape, sources), weights);
            if (found > 0)
            {
                Impulses += sources.Counted is { } part ? CountZeros(weights, shape, part) : found;
                changed = true;
                ImpulseMask.AddSuspects(
                    plane,
                    shape,
                    (float)Math.Max(SuspectDistance, SuspectNoise * ImpulseNoise!.Value),
                    ImpulseNoise.Value,
                    weights
                );
                _suspects[channel] = Suspects(weights, observed, Level(plane, channel, sources), sources.Weights);
            }
        }

        if (sources.SaturationLevel is not null)
            changed |= ClippedSamples.Mark(plane, Level(plane, channel, sources), weights) > 0;
        if (sources.Weights is { } given)
        {
            ReadOnlySpan<float> w = given[0];
            for (int i = 0; i < weights.Length; i++)
                weights[i] *= Math.Clamp(w[i], 0, 1);
            changed = true;
        }

        if (!changed)
            return null;
        Interpolation.Fill(plane, shape, weights);
        foreach (ref Suspect suspect in _suspects[channel].AsSpan())
            suspect = suspect with { Change = observed[suspect.Index] - plane[suspect.Index] };
        return weights;
    }

    /// <summary>The level at which a channel is clipped, without the impulses, which may all have one value.</summary>
    private static double Level(ReadOnlySpan<float> plane, int channel, TrustSources sources) =>
        sources.Levels is { } known ? known[channel]
        : sources.SaturationLevel is { } format ? ClipLevel.Of(plane, format)
        : double.PositiveInfinity;

    private static Suspect[] Suspects(float[] weights, float[] observed, double level, PlanarImage? given)
    {
        var suspects = new List<Suspect>();
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0)
                continue;
            float weight = given is not null ? Math.Clamp(given[0][i], 0, 1) : 1;
            if (weight > 0)
                suspects.Add(new(i, 0, observed[i] >= level ? -weight : weight));
        }

        return [.. suspects];
    }

    /// <summary>Measured once, on the first channel that has a candidate, so that a run that is given the value finds the same impulses.</summary>
    private double Noise(ReadOnlySpan<float> samples, Shape shape, TrustSources sources)
    {
        ImpulseNoise ??= Math.Min(sources.Noise ?? NoiseEstimator.Haar(samples, shape), MaxNoise);
        return ImpulseNoise.Value;
    }

    private int CountClipped(Shape shape, Region part)
    {
        int count = 0;
        for (int y = part.Top; !Complete && y < part.Top + part.Shape.Height; y++)
        for (int x = part.Left; x < part.Left + part.Shape.Width; x++)
            count += Array.Exists(_channels, c => c is not null && c[(y * shape.Width) + x] < 0) ? 1 : 0;
        return count;
    }

    private static int CountZeros(float[] weights, Shape shape, Region part)
    {
        int count = 0;
        for (int y = part.Top; y < part.Top + part.Shape.Height; y++)
            count += weights.AsSpan((y * shape.Width) + part.Left, part.Shape.Width).Count(0f);
        return count;
    }
}
