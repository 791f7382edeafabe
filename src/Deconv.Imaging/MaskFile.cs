namespace Deconv.Imaging;

/// <summary>Loads masks and weights: white is 1, black is 0, using the encoded values of the file, not linear light. NaN is
/// 0.</summary>
public static class MaskFile
{
    /// <summary>Reads one plane of values 0 to 1; the mean of the planes of a color image.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">Shape of the photograph.</param>
    /// <exception cref="ImageFormatException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">Its size differs from that of the photograph.</exception>
    public static PlanarImage Load(string path, Shape shape)
    {
        using Photograph file = ImageFile.Load(path, LoadOptions.Default with { Transfer = TransferFunction.Linear });
        if (file.Shape != shape)
        {
            throw new ArgumentException(
                $"{path} is {file.Shape.Width}×{file.Shape.Height}, the photograph {shape.Width}×{shape.Height}. Both must have the same size."
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
            to[i] = v > 0 && !(file.Missing?[0][i] > 0) ? Math.Min(1, v) : 0;
        }

        return mask;
    }
}
