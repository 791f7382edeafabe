namespace Deconv.Tests.Estimation;

/// <summary>What JPEG compression does to a plane: blocks of 8 × 8 samples, their cosine transform rounded to the steps of a quality.</summary>
internal static class JpegLuma
{
    private const int Block = 8;

    /// <summary>The steps of the standard for luminance at quality 50, in levels of 255.</summary>
    private static readonly int[] Steps =
    [
        .. (int[])[16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55],
        .. (int[])[14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62],
        .. (int[])[18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92],
        .. (int[])[49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99],
    ];

    /// <summary>Compresses a plane with range 0 to 1 whose sides are multiples of 8.</summary>
    /// <param name="image">Changed.</param>
    /// <param name="quality">50 to 100.</param>
    public static void Compress(PlanarImage image, int quality)
    {
        for (int top = 0; top < image.Shape.Height; top += Block)
        for (int left = 0; left < image.Shape.Width; left += Block)
        {
            var block = new double[Block * Block];
            for (int i = 0; i < block.Length; i++)
                block[i] = image.Row(0, top + (i / Block))[left + (i % Block)];
            double[] spectrum = Transform(block, false);
            for (int i = 0; i < block.Length; i++)
            {
                double step = Math.Max(1, Math.Floor(((Steps[i] * (200 - (2 * quality))) + 50) / 100.0)) / 255;
                spectrum[i] = step * Math.Round(spectrum[i] / step);
            }

            block = Transform(spectrum, true);
            for (int i = 0; i < block.Length; i++)
                image.Row(0, top + (i / Block))[left + (i % Block)] = (float)block[i];
        }
    }

    private static double[] Transform(double[] block, bool back)
    {
        var to = new double[block.Length];
        for (int i = 0; i < block.Length; i++)
        for (int j = 0; j < block.Length; j++)
            to[i] +=
                block[j] * (back ? Wave(j / Block, i / Block) * Wave(j % Block, i % Block) : Wave(i / Block, j / Block) * Wave(i % Block, j % Block));
        return to;
    }

    private static double Wave(int frequency, int at) =>
        Math.Sqrt((frequency == 0 ? 1.0 : 2.0) / Block) * Math.Cos((at + 0.5) * frequency * Math.PI / Block);
}
