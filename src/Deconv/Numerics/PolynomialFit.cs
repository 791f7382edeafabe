using MathNet.Numerics.LinearAlgebra;

namespace Deconv.Numerics;

/// <summary>Polynomials that stand for smooth functions.</summary>
internal static class PolynomialFit
{
    /// <summary>Coefficients, constant first, of the polynomial that agrees with f at the Chebyshev nodes of [0, top].</summary>
    public static double[] Chebyshev(Func<double, double> f, double top, int degree)
    {
        // The Vandermonde system scaled to [0, 1]: well conditioned up to degree 10 or so.
        var nodes = new double[degree + 1];
        for (int i = 0; i <= degree; i++)
            nodes[i] = (1 - Math.Cos(Math.PI * (i + 0.5) / (degree + 1))) / 2;
        Matrix<double> matrix = Matrix<double>.Build.Dense(degree + 1, degree + 1, (i, j) => Math.Pow(nodes[i], j));
        double[] c = [.. matrix.Solve(Vector<double>.Build.Dense(degree + 1, i => f(nodes[i] * top)))];
        for (int j = 0; j <= degree; j++)
            c[j] /= Math.Pow(top, j);
        return c;
    }
}
