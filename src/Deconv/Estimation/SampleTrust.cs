using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>Weights of the samples of an image, from clipping, impulses and the caller's weights.</summary>
internal sealed class SampleTrust
{
    /// <summary>Upper limit of the noise estimate in units of white. The estimate is a median, hence robust against impulses.</summary>
    private const double MaxNoise = 0.05;

    private SampleTrust() { }

    /// <summary>Weight of every sample, 0 to 1, or <see cref="SaturationMask.AtLeast"/> where it is a lower bound; null when all are 1.</summary>
    public float[]? Bounds { get; private set; }

    /// <summary>Weight of every sample, 0 to 1, lower bounds being 0; null when all are 1.</summary>
    public float[]? Weights => Bounds is null ? null : Array.ConvertAll(Bounds, w => Math.Max(0, w));

    /// <summary>Fraction of samples that are clipped or next to clipped ones, 0 to 1.</summary>
    public double SaturatedShare { get; private init; }

    /// <summary>Number of samples that were found to be impulses.</summary>
    public int Impulses { get; private set; }

    /// <summary>Noise level used to detect impulses, in units of white; null if there was no candidate.</summary>
    public double? ImpulseNoise { get; private set; }

    /// <summary>Whether whole areas have to be filled in, which takes more steps than filling in single samples.</summary>
    public bool HasHoles { get; private init; }

    /// <summary>Determines the weights for an image.</summary>
    /// <param name="image">The image, white about 1; samples of weight 0 are replaced by interpolation from their neighbors.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="sources">Saturation level, impulses, weights.</param>
    public static SampleTrust Of(PlanarImage image, Psf psf, TrustSources sources)
    {
        double saturated = 0;
        float[]? weights = sources.SaturationLevel is { } level ? SaturationMask.Find(image, level, out saturated) : null;
        var trust = new SampleTrust { SaturatedShare = saturated, HasHoles = weights is not null || sources.Weights is not null };
        if (sources.Weights is { } given)
        {
            weights ??= Ones(image.Shape);
            ReadOnlySpan<float> w = given[0];
            for (int i = 0; i < weights.Length; i++)
                weights[i] *= Math.Clamp(w[i], 0, 1);
        }

        if (sources.FindImpulses)
        {
            float[] tried = weights ?? Ones(image.Shape);
            trust.Impulses = ImpulseMask.Apply(image, psf, Noise, tried);
            if (trust.Impulses > 0)
                weights = tried;
        }

        trust.Bounds = weights;
        trust.Fill(image);
        return trust;

        double Noise()
        {
            double noise = Math.Min(sources.Noise ?? NoiseEstimator.Haar(image[0], image.Shape), MaxNoise);
            trust.ImpulseNoise = noise;
            return noise;
        }
    }

    /// <summary>
    /// Masks and replaces samples that the solution could not explain; returns true if there were any. Does nothing if no impulses were found at
    /// first.
    /// </summary>
    public bool MaskUnexplained(PlanarImage image, ReadOnlySpan<float> residual)
    {
        if (Impulses == 0 || Bounds is null)
            return false;
        int more = ImpulseMask.MaskUnexplained(residual, Bounds);
        Impulses += more;
        if (more > 0)
            Fill(image);
        return more > 0;
    }

    private void Fill(PlanarImage image)
    {
        if (Bounds is null)
            return;
        for (int plane = 0; plane < image.Count; plane++)
            Interpolation.Fill(image[plane], image.Shape, Bounds);
    }

    private static float[] Ones(Shape shape)
    {
        var ones = new float[shape.Count];
        Array.Fill(ones, 1f);
        return ones;
    }
}
