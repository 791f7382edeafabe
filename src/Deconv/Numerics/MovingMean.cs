namespace Deconv.Numerics;

/// <summary>Mean of the samples of an image in a box around every one of them, as far as the box lies in the image.</summary>
internal static class MovingMean
{
    /// <summary>Replaces the samples by their means.</summary>
    /// <param name="image">Row-major samples.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="rows">Rows above and below that count, at least 0.</param>
    /// <param name="columns">Columns on either side that count, at least 0.</param>
    public static void Apply(Span<float> image, Shape shape, int rows, int columns)
    {
        (int height, int width) = (shape.Height, shape.Width);
        using AlignedBuffer means = AlignedPool.Rent(shape.Count);
        ReadOnlySpan<float> all = means.Span;
        for (int y = 0; y < height; y++)
            OfRow(image.Slice(y * width, width), means.Span.Slice(y * width, width), Math.Min(columns, width - 1));

        rows = Math.Min(rows, height - 1);
        double[] sums = new double[width];
        for (int y = 0; y < rows; y++)
            Add(sums, all.Slice(y * width, width), 1);
        for (int y = 0; y < height; y++)
        {
            if (y + rows < height)
                Add(sums, all.Slice((y + rows) * width, width), 1);
            if (y > rows)
                Add(sums, all.Slice((y - rows - 1) * width, width), -1);
            double share = 1.0 / Count(y, rows, height);
            for (int x = 0; x < width; x++)
                image[(y * width) + x] = (float)(share * sums[x]);
        }
    }

    private static void OfRow(ReadOnlySpan<float> samples, Span<float> means, int reach)
    {
        double sum = 0;
        for (int x = 0; x < reach; x++)
            sum += samples[x];
        for (int x = 0; x < samples.Length; x++)
        {
            if (x + reach < samples.Length)
                sum += samples[x + reach];
            if (x > reach)
                sum -= samples[x - reach - 1];
            means[x] = (float)(sum / Count(x, reach, samples.Length));
        }
    }

    private static void Add(Span<double> sums, ReadOnlySpan<float> row, int times)
    {
        for (int x = 0; x < row.Length; x++)
            sums[x] += times * row[x];
    }

    private static int Count(int at, int reach, int length) => Math.Min(at + reach, length - 1) - Math.Max(at - reach, 0) + 1;
}
