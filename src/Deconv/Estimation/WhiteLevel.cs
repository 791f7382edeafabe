using System.Numerics.Tensors;

namespace Deconv.Estimation;

/// <summary>
/// The level that counts as white. All parameters assume images that reach about 1, so an image in other units is scaled before the restoration and
/// scaled back afterwards. It is the 99.9 % quantile, not the maximum, which a single hot pixel would determine.
/// </summary>
internal static class WhiteLevel
{
    /// <summary>About this many samples of a plane are used.</summary>
    public const int MaxSamples = 1 << 16;

    private const double Quantile = 0.999;

    /// <summary>Share of clipped samples up to which they are lamps, which a scene is not scaled by; more are bright parts of the scene.</summary>
    public const double MaxLamps = 0.01;

    /// <summary>Share of the samples that must be left without the surroundings of lamps.</summary>
    private const double MinLeft = 0.25;

    /// <summary>The level, above 0.</summary>
    /// <param name="image">The image.</param>
    /// <param name="weights">Weight per sample, 0 to 1; samples of weight 0 are ignored and need not be finite. Null: 1 for
    /// all.</param>
    /// <param name="saturationLevel">Level at or above which samples are clipped and ignored. Null: none.</param>
    /// <param name="blur">Shape of the PSF, by which lamps are spread: their surroundings are ignored, too. Null: they are not.</param>
    /// <exception cref="ArgumentException">A sample that is not a finite number.</exception>
    public static double Of(PlanarImage image, PlanarImage? weights = null, double? saturationLevel = null, Shape? blur = null)
    {
        int step = Math.Max(1, image.Shape.Count / MaxSamples);
        List<float> samples = [],
            far = [];
        float[]? lamps = saturationLevel is { } top && blur is { } spread ? Lamps(image, top, spread) : null;
        double magnitude = 0;
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            float largest = Math.Abs(TensorPrimitives.MaxMagnitude(x)); // NaN if any sample is
            magnitude = Math.Max(magnitude, float.IsFinite(largest) ? largest : LargestFinite(image, plane, weights));
            double clipped = saturationLevel is { } level ? ClipLevel.Of(x, level) : double.PositiveInfinity;
            for (int i = 0; i < x.Length; i += step)
            {
                if ((weights is not null && weights[0][i] <= 0) || x[i] >= clipped || !float.IsFinite(x[i]))
                    continue;
                samples.Add(x[i]);
                if (lamps?[i] == 0)
                    far.Add(x[i]);
            }
        }

        if (far.Count > MinLeft * samples.Count)
            samples = far;

        if (samples.Count == 0)
            return magnitude > 0 ? magnitude : 1;
        double white = Rank([.. samples]);
        return white > 1e-3 * magnitude && white > 0 ? white
            : magnitude > 0 ? magnitude
            : 1;
    }

    /// <summary>The quantile that is white; reorders the samples.</summary>
    public static double Rank(float[] samples) => NoiseEstimator.Rank(samples, (int)(Quantile * (samples.Length - 1)));

    /// <summary>1 for samples near a lamp; null if there is none, or if what is clipped is larger than lamps.</summary>
    private static float[]? Lamps(PlanarImage image, double level, Shape blur)
    {
        float[] lamps = new float[image.Shape.Count];
        double share = ClippedSamples.MarkAny(image, level, lamps);
        if (share is 0 or > MaxLamps)
            return null;
        Surroundings.Grow(lamps, image.Shape, blur.Height, blur.Width);
        return lamps;
    }

    /// <summary>The largest magnitude of a plane; only samples of weight 0 may be no finite numbers.</summary>
    private static float LargestFinite(PlanarImage image, int plane, PlanarImage? weights)
    {
        ReadOnlySpan<float> x = image[plane];
        float largest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (float.IsFinite(x[i]))
                largest = Math.Max(largest, Math.Abs(x[i]));
            else if (!(weights?[0][i] <= 0))
                throw NotFinite(image, plane, i);
        }

        return largest;
    }

    private static ArgumentException NotFinite(PlanarImage image, int plane, int at)
    {
        (int row, int column) = Math.DivRem(at, image.Shape.Width);
        return new(
            $"Plane {plane} holds {image[plane][at]} at row {row}, column {column}; every sample must be a finite number. Replace them with "
                + "MissingSamples.Fill and give them weight 0.",
            nameof(image)
        );
    }
}
