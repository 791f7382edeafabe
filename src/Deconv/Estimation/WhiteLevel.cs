using System.Numerics.Tensors;

namespace Deconv.Estimation;

/// <summary>
/// The level that counts as white: all parameters are for pictures that reach about 1, so a picture in other units is scaled first and back
/// afterwards. Not the maximum, which one hot pixel decides, but the sample that 0.1 % are above.
/// </summary>
internal static class WhiteLevel
{
    private const int MostSamples = 1 << 16;

    /// <summary>The level, above 0.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="weights">Trust in every sample; those of 0 have no say. Null: all have.</param>
    /// <exception cref="ArgumentException">A sample that is not a finite number.</exception>
    public static double Of(PlanarImage image, PlanarImage? weights = null)
    {
        int step = Math.Max(1, image.Shape.Count / MostSamples);
        var samples = new List<float>();
        double magnitude = 0;
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            float largest = TensorPrimitives.MaxMagnitude(x); // NaN if any sample is
            if (!float.IsFinite(largest))
                throw NotFinite(image, plane);
            magnitude = Math.Max(magnitude, Math.Abs(largest));
            for (int i = 0; i < x.Length; i += step)
                if (weights is null || weights[0][i] > 0)
                    samples.Add(x[i]);
        }

        if (samples.Count == 0)
            return magnitude > 0 ? magnitude : 1;
        double white = NoiseEstimator.Rank([.. samples], (int)(0.999 * (samples.Count - 1)));
        return white > 1e-3 * magnitude && white > 0 ? white
            : magnitude > 0 ? magnitude
            : 1;
    }

    private static ArgumentException NotFinite(PlanarImage image, int plane)
    {
        ReadOnlySpan<float> x = image[plane];
        int at = 0;
        while (float.IsFinite(x[at]))
            at++;
        (int row, int column) = Math.DivRem(at, image.Shape.Width);
        return new(
            $"Plane {plane} holds {x[at]} at row {row}, column {column}; every sample must be a finite number. Replace it and give it weight 0.",
            nameof(image)
        );
    }
}
