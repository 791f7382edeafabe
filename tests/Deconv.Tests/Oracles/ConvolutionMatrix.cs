using Deconv.Operators;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Deconv.Tests.Oracles;

/// <summary>Convolution as an explicit sparse matrix in double precision, entry by entry from y[i] = Σₖ h[k] x[i + o − k].</summary>
internal static class ConvolutionMatrix
{
    /// <summary>H with H x = h ∗ x.</summary>
    public static Matrix<double> OfKernel(ConvolutionGeometry g, ReadOnlySpan<float> kernel)
    {
        var h = Samples.ToDouble(kernel);
        return Build(g, (i, image, k) => (i, image, h[k]), g.Image.Count);
    }

    /// <summary>X with X h = h ∗ x.</summary>
    public static Matrix<double> OfImage(ConvolutionGeometry g, ReadOnlySpan<float> image)
    {
        var x = Samples.ToDouble(image);
        return Build(g, (i, at, k) => (i, k, x[at]), g.Kernel.Count);
    }

    private static SparseMatrix Build(ConvolutionGeometry g, Func<int, int, int, (int Row, int Column, double Value)> entry, int columns)
    {
        var entries = new Dictionary<(int, int), double>();
        for (int iy = 0; iy < g.Output.Height; iy++)
        for (int ix = 0; ix < g.Output.Width; ix++)
        for (int ky = 0; ky < g.Kernel.Height; ky++)
        for (int kx = 0; kx < g.Kernel.Width; kx++)
        {
            int y = iy + g.Top - ky,
                x = ix + g.Left - kx;
            if ((uint)y >= (uint)g.Image.Height || (uint)x >= (uint)g.Image.Width)
                continue;
            (int row, int column, double value) = entry((iy * g.Output.Width) + ix, (y * g.Image.Width) + x, (ky * g.Kernel.Width) + kx);
            entries[(row, column)] = value;
        }

        return SparseMatrix.OfIndexed(g.Output.Count, columns, entries.Select(e => (e.Key.Item1, e.Key.Item2, e.Value)));
    }
}
