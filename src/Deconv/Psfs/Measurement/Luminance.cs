namespace Deconv.Psfs.Measurement;

/// <summary>What is measured on: one plane, the mean of the colors.</summary>
internal static class Luminance
{
    /// <summary>Row-major samples of a rectangle.</summary>
    public static double[] Of(PlanarImage picture, int top, int left, Shape shape)
    {
        using PlanarImage crop = picture.Crop(top, left, shape);
        var sum = new double[shape.Count];
        for (int plane = 0; plane < crop.Count; plane++)
        for (int i = 0; i < sum.Length; i++)
            sum[i] += crop[plane][i] / crop.Count;
        foreach (double v in sum)
            if (!double.IsFinite(v))
                throw new ArgumentException("The picture holds a sample that is not a finite number where it is measured.");
        return sum;
    }
}
