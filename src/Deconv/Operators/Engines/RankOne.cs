using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Deconv.Operators.Engines;

/// <summary>Kernels that are a column times a row: Gaussians, boxes, straight motion along an axis.</summary>
internal static class RankOne
{
    // Relative size of the second singular value: float samples of an exact product give about 1e-7, and the other methods have errors of 1e-6.
    private const double Tolerance = 1e-6;

    /// <summary>
    /// kernel[k, l] = column[k] · row[l], if there is such a product within float rounding. Allocates only if a quick test passes.
    /// </summary>
    public static bool TryFactor(ReadOnlySpan<float> kernel, Shape shape, Span<float> column, Span<float> row)
    {
        if (!LooksLikeProduct(kernel, shape))
            return false;
        var matrix = new DenseMatrix(shape.Height, shape.Width);
        for (int i = 0; i < kernel.Length; i++)
            matrix[i / shape.Width, i % shape.Width] = kernel[i];
        Svd<double> svd = matrix.Svd();
        double first = svd.S[0],
            second = svd.S.Count > 1 ? svd.S[1] : 0;
        if (second > Tolerance * first)
            return false;
        double scale = Math.Sqrt(first);
        for (int k = 0; k < shape.Height; k++)
            column[k] = (float)(scale * svd.U[k, 0]);
        for (int l = 0; l < shape.Width; l++)
            row[l] = (float)(scale * svd.VT[0, l]);
        return true;
    }

    /// <summary>
    /// Quick test: every sample must be the product of its row and column through the largest sample. Fails for almost any other kernel.
    /// </summary>
    private static bool LooksLikeProduct(ReadOnlySpan<float> kernel, Shape shape)
    {
        int pivot = 0;
        for (int i = 1; i < kernel.Length; i++)
            if (Math.Abs(kernel[i]) > Math.Abs(kernel[pivot]))
                pivot = i;
        double largest = kernel[pivot];
        if (largest == 0 || !double.IsFinite(largest))
            return false;
        int pivotRow = pivot / shape.Width,
            pivotColumn = pivot % shape.Width;
        for (int i = 0; i < kernel.Length; i++)
        {
            double product = kernel[(pivotRow * shape.Width) + (i % shape.Width)] * (kernel[(i / shape.Width * shape.Width) + pivotColumn] / largest);
            if (!(Math.Abs(kernel[i] - product) <= Tolerance * Math.Abs(largest)))
                return false;
        }

        return true;
    }
}
