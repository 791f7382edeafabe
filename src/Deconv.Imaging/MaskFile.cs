namespace Deconv.Imaging;

/// <summary>An image that says how much, sample by sample: white is 1, black is 0, by the numbers in the file and not by light.</summary>
public static class MaskFile
{
    /// <summary>Reads one plane of 0 to 1; of a color image the mean of its planes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">Of the photograph it is for.</param>
    /// <exception cref="ImageFormatException">It cannot be read.</exception>
    /// <exception cref="ArgumentException">It has another size than the photograph.</exception>
    public static PlanarImage Load(string path, Shape shape)
    {
        using Photograph file = ImageFile.Load(path, LoadOptions.Default with { Transfer = TransferFunction.Linear });
        if (file.Shape != shape)
        {
            throw new ArgumentException(
                $"{path} is {file.Shape.Width}×{file.Shape.Height}, the photograph {shape.Width}×{shape.Height}. Both must be of the same size."
            );
        }

        var mask = new PlanarImage(shape, 1);
        Span<float> to = mask[0];
        for (int i = 0; i < to.Length; i++)
        {
            float sum = 0;
            for (int plane = 0; plane < file.Color.Count; plane++)
                sum += file.Color[plane][i];
            float v = sum / file.Color.Count;
            to[i] = v > 0 ? Math.Min(1, v) : 0;
        }

        return mask;
    }
}
