namespace Deconv.Psfs.Measurement;

/// <summary>The plane that measurements use: the mean of the color planes.</summary>
internal static class Luminance
{
    /// <summary>Row-major samples of a rectangle.</summary>
    public static double[] Of(PlanarImage image, int top, int left, Shape shape)
    {
        using PlanarImage crop = image.Crop(top, left, shape);
        var sum = new double[shape.Count];
        for (int plane = 0; plane < crop.Count; plane++)
        for (int i = 0; i < sum.Length; i++)
            sum[i] += crop[plane][i] / crop.Count;
        foreach (double v in sum)
            if (!double.IsFinite(v))
                throw new ArgumentException("The measured area of the image holds a sample that is not a finite number.");
        return sum;
    }
}
