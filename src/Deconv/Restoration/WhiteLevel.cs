namespace Deconv.Restoration;

/// <summary>
/// The level that counts as white: all parameters are for pictures that reach about 1, so a picture in other units is scaled first and back
/// afterwards. Not the maximum, which one hot pixel decides, but the sample that 0.1 % are above.
/// </summary>
internal static class WhiteLevel
{
    private const int MostSamples = 1 << 16;

    /// <summary>The level, above 0.</summary>
    /// <exception cref="ArgumentException">A sample that is not a finite number.</exception>
    public static double Of(PlanarImage image)
    {
        int step = Math.Max(1, image.Shape.Count / MostSamples);
        var samples = new List<float>();
        double magnitude = 0;
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            for (int i = 0; i < x.Length; i++)
            {
                if (!float.IsFinite(x[i]))
                {
                    (int row, int column) = Math.DivRem(i, image.Shape.Width);
                    throw new ArgumentException($"Plane {plane} holds {x[i]} at row {row}, column {column}; every sample must be a finite number. Replace it and give it weight 0.", nameof(image));
                }

                magnitude = Math.Max(magnitude, Math.Abs(x[i]));
                if (i % step == 0) samples.Add(x[i]);
            }
        }

        samples.Sort();
        double white = samples[(int)(0.999 * (samples.Count - 1))];
        return white > 1e-3 * magnitude && white > 0 ? white : magnitude > 0 ? magnitude : 1;
    }
}
