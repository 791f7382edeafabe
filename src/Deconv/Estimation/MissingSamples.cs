namespace Deconv.Estimation;

/// <summary>Samples that are no finite numbers, as for blank pixels of telescopes.</summary>
public static class MissingSamples
{
    /// <summary>
    /// Replaces samples that are not finite numbers by interpolation from their neighbors, for code that needs numbers everywhere. A plane without
    /// any number becomes 0.
    /// </summary>
    /// <param name="image">The image; changed.</param>
    /// <returns>An image of the same planes, 1 where a sample was missing and 0 elsewhere; null if none was.</returns>
    /// <exception cref="ArgumentNullException">No image.</exception>
    public static PlanarImage? Fill(PlanarImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        PlanarImage? missing = null;
        for (int plane = 0; plane < image.Count; plane++)
        {
            Span<float> x = image[plane];
            for (int i = 0; i < x.Length; i++)
                if (!float.IsFinite(x[i]))
                    (missing ??= new PlanarImage(image.Shape, image.Count))[plane][i] = 1;
        }

        var weights = new float[missing is null ? 0 : image.Shape.Count];
        for (int plane = 0; missing is not null && plane < image.Count; plane++)
        {
            ReadOnlySpan<float> marks = missing[plane];
            for (int i = 0; i < weights.Length; i++)
                weights[i] = 1 - marks[i];
            Interpolation.Fill(image[plane], image.Shape, weights);
        }

        return missing;
    }
}
