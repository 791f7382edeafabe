namespace Deconv.Psfs;

/// <summary>Similarity of two PSFs, independent of their origins (Hu and Yang 2012).</summary>
public static class PsfSimilarity
{
    /// <summary>Largest normalized correlation over all whole shifts: 1 for equal PSFs, near 0 for PSFs without overlap.</summary>
    /// <exception cref="ArgumentNullException">A PSF that is null.</exception>
    public static double Of(Psf a, Psf b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (double best, _, _) = Best(a.Samples, a.Shape, b.Samples, b.Shape);
        return best;
    }

    /// <summary>The largest correlation and the shift of b that gives it: a[y, x] is paired with b[y + row, x + column].</summary>
    internal static (double Correlation, int Row, int Column) Best(ReadOnlySpan<float> a, Shape aShape, ReadOnlySpan<float> b, Shape bShape)
    {
        double norm = Norm(a, b);
        (double, int, int) best = (0, 0, 0);
        for (int row = 1 - aShape.Height; row < bShape.Height; row++)
        for (int column = 1 - aShape.Width; column < bShape.Width; column++)
        {
            double correlation = Product(a, aShape, b, bShape, row, column) / norm;
            if (correlation > best.Item1)
                best = (correlation, row, column);
        }

        return best;
    }

    /// <summary>The correlation at one shift.</summary>
    internal static double At(ReadOnlySpan<float> a, Shape aShape, ReadOnlySpan<float> b, Shape bShape, int row, int column) =>
        Product(a, aShape, b, bShape, row, column) / Norm(a, b);

    private static double Norm(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        Math.Sqrt(Numerics.Reduce.SumOfSquares(a) * Numerics.Reduce.SumOfSquares(b));

    private static double Product(ReadOnlySpan<float> a, Shape aShape, ReadOnlySpan<float> b, Shape bShape, int row, int column)
    {
        double sum = 0;
        int first = Math.Max(0, -column),
            count = Math.Min(aShape.Width, bShape.Width - column) - first;
        for (int y = Math.Max(0, -row); y < Math.Min(aShape.Height, bShape.Height - row) && count > 0; y++)
            sum += System.Numerics.Tensors.TensorPrimitives.Dot(
                a.Slice((y * aShape.Width) + first, count),
                b.Slice(((y + row) * bShape.Width) + first + column, count)
            );
        return sum;
    }
}
