using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>A picture that says how much, sample by sample: white is all, black is nothing, by the numbers in the file and not by light.</summary>
internal static class MaskFile
{
    /// <summary>Reads one plane of 0 to 1; of a color picture the mean of its planes.</summary>
    /// <param name="option">Name of the option, for errors.</param>
    /// <param name="path">The file.</param>
    /// <param name="shape">Of the picture it is for.</param>
    /// <exception cref="UsageException">It has another size than the picture.</exception>
    public static PlanarImage Read(string option, string path, Shape shape)
    {
        using Photograph file = ImageFile.Load(path, LoadOptions.Default with { Transfer = TransferFunction.Linear });
        if (file.Shape != shape)
            throw new UsageException(
                $"{option} {path} is {file.Shape.Width}×{file.Shape.Height}, the picture {shape.Width}×{shape.Height}. Both must be of the same size."
            );
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
