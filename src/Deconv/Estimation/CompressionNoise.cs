namespace Deconv.Estimation;

/// <summary>
/// Noise that JPEG compression hides: it removes the fine part of the noise, so every estimate is too low and the prior too weak (1.3 instead of 2.6
/// in 255 at quality 90). The values were determined by restoring photographs compressed for this purpose.
/// </summary>
public static class CompressionNoise
{
    private static readonly (int Quality, double Noise)[] Table = [(50, 3.1), (75, 2.1), (90, 1.3), (95, 1.0), (100, 0.3)];

    /// <summary>Quality assumed where blocks show: the usual one of pictures on the web.</summary>
    private const int UsualQuality = 75;

    /// <summary>
    /// JPEG quality to assume for an image whose file does not tell: 75 if the 8 × 8 blocks of compression show, as in a PNG made from a JPEG; null
    /// if they do not.
    /// </summary>
    /// <param name="image">Samples with range 0 to 1; one plane is examined.</param>
    /// <exception cref="ArgumentNullException">No image.</exception>
    public static int? QualityShown(PlanarImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        bool shown = CompressionBlocks.Strength(image[image.Count == 3 ? 1 : 0], image.Shape) > CompressionBlocks.Visible;
        return shown ? UsualQuality : null;
    }

    /// <summary>
    /// Standard deviation of the hidden noise for samples with white at 1; use it as <see cref="Restoration.DeconvolutionOptions.NoiseFloor"/>.
    /// </summary>
    /// <param name="jpegQuality">Quality setting, 1 to 100; null for an image that was never a JPEG, which hides no noise.</param>
    public static double Hidden(int? jpegQuality)
    {
        if (jpegQuality is not { } quality)
            return 0;
        int next = Array.FindIndex(Table, t => quality <= t.Quality);
        if (next <= 0)
            return Table[next < 0 ? Table.Length - 1 : 0].Noise / 255;
        ((int from, double low), (int to, double high)) = (Table[next - 1], Table[next]);
        return (low + ((double)(quality - from) / (to - from) * (high - low))) / 255;
    }
}
