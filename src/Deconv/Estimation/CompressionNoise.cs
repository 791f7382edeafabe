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

    /// <summary>How exactly a quality is read from samples.</summary>
    private const int Sure = 10;

    /// <summary>Side of the part of an image that is examined: more samples do not make the steps more certain.</summary>
    private const int MaxSide = 640;

    /// <summary>
    /// Quality of the JPEG compression that an image went through, whatever file it is stored in now. It is read from the middle of the samples,
    /// where the steps of the compression show; otherwise it is what the file says, or 75 if the file says nothing and the borders of blocks show, or
    /// null.
    /// </summary>
    /// <param name="image">Samples with range 0 to 1, linear light.</param>
    /// <param name="transfer">The curve with which they are encoded in a file.</param>
    /// <param name="said">Quality that the file has, 1 to 100; null if it is no JPEG. One that shows and is not clearly worse does not count.</param>
    /// <param name="blocks">Whether borders of blocks that show count, where no steps do; patterns in drawings can look like them.</param>
    /// <exception cref="ArgumentNullException">No image.</exception>
    public static int? Quality(PlanarImage image, TransferFunction transfer, int? said = null, bool blocks = true)
    {
        ArgumentNullException.ThrowIfNull(image);
        ReadOnlySpan<float> plane = image[image.Count == 3 ? 1 : 0];
        int? shown = Shown(image, transfer, CompressionBlocks.Origin(plane, image.Shape));
        if (said is not null)
            return shown < said - Sure ? shown : said;
        return shown ?? (blocks && CompressionBlocks.Strength(plane, image.Shape) > CompressionBlocks.Visible ? UsualQuality : null);
    }

    private static int? Shown(PlanarImage image, TransferFunction transfer, (int Row, int Column) origin)
    {
        (int height, int width) = image.Shape;
        int top = Math.Max(0, (height - MaxSide) / 2) / CompressionQuality.Block * CompressionQuality.Block,
            left = Math.Max(0, (width - MaxSide) / 2) / CompressionQuality.Block * CompressionQuality.Block;
        using PlanarImage encoded = image.Crop(top, left, new(Math.Min(MaxSide, height), Math.Min(MaxSide, width)));
        for (int plane = 0; plane < encoded.Count; plane++)
            transfer.FromLinear(encoded[plane], encoded[plane]);
        Span<float> luma = encoded[0];
        for (int i = 0; i < luma.Length; i++)
            luma[i] = 255 * (image.Count == 3 ? (0.299f * luma[i]) + (0.587f * encoded[1][i]) + (0.114f * encoded[2][i]) : luma[i]);
        return CompressionQuality.Of(luma, encoded.Shape, origin) ?? (origin == (0, 0) ? null : CompressionQuality.Of(luma, encoded.Shape, (0, 0)));
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
