using Deconv.Objectives.DataTerms;
using Deconv.Operators;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Deconv.Tests.Mathematics;

/// <summary>
/// L(h) = ½ Σₙ ((h∗x)[n] − y[n])², n = 1..N, kernel index −M..M, x zero outside 1..N. Two derivations of ∂L/∂h[m], the engine and
/// finite differences, all in docs/math.md, give the same numbers.
/// </summary>
public class OneDimensionalKernelGradientTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 1)]
    [InlineData(16, 3)]
    [InlineData(31, 8)]
    [InlineData(5, 9)] // a kernel wider than the signal
    public void Scalar_rule_Jacobian_product_engine_and_differences_agree(int n, int m)
    {
        float[] x = Samples.Signed(n, 1),
            y = Samples.Signed(n, 2),
            h = Samples.Signed((2 * m) + 1, 3);
        double[] residual = [.. Enumerable.Range(1, n).Select(i => Convolve(h, x, m, i) - y[i - 1])];

        // The scalar chain rule: ∂L/∂h[m] = Σᵢ x[i − m] (ŷ[i] − y[i]).
        double[] scalar = [.. Enumerable.Range(-m, h.Length).Select(k => Enumerable.Range(1, n).Sum(i => At(x, i - k) * residual[i - 1]))];

        // The Jacobian product: (∂L/∂ŷ : 1 × N) · (∂ŷ/∂h : N × (2M+1)).
        Matrix<double> left = Matrix<double>.Build.DenseOfRowArrays(residual);
        Matrix<double> right = Matrix<double>.Build.Dense(n, h.Length, (i, j) => At(x, i + 1 - (j - m)));
        double[] jacobian = (left * right).Row(0).ToArray();

        // Central differences of L in double precision.
        double[] differences = [.. Enumerable.Range(0, h.Length).Select(k => (Loss(k, 1e-4) - Loss(k, -1e-4)) / 2e-4)];

        // The engine: the adjoint of "same" convolution with the image held, applied to the residual.
        float[] gradient = new float[h.Length];
        FrozenConvolution held = new Convolution(new(1, n), new(1, h.Length), Extent.Same).WithImage(x);
        new LeastSquares(held, y).AccumulateGradient(h, 1, gradient);

        double size = scalar.Max(Math.Abs) + 1e-12;
        for (int k = 0; k < h.Length; k++)
        {
            Assert.Equal(scalar[k], jacobian[k], 1e-12 * size);
            Assert.Equal(scalar[k], differences[k], 1e-6 * size);
            Assert.Equal(scalar[k], gradient[k], 1e-5 * size);
        }

        double Loss(int changed, double by) =>
            0.5 * Enumerable.Range(1, n).Sum(i => Math.Pow(Convolve(h, x, m, i) + (by * At(x, i - (changed - m))) - y[i - 1], 2));
    }

    /// <summary>(h ∗ x)[n] = Σₘ h[m] x[n − m]: the forward map of the same engine.</summary>
    [Fact]
    public void Same_convolution_is_the_one_of_the_definition()
    {
        float[] x = Samples.Signed(12, 1),
            h = Samples.Signed(5, 2),
            y = new float[12];
        new Convolution(new(1, 12), new(1, 5), Extent.Same).WithKernel(h).Apply(x, y);
        for (int i = 1; i <= 12; i++)
            Assert.Equal(Convolve(h, x, 2, i), y[i - 1], 1e-6);
    }

    private static double Convolve(float[] h, float[] x, int m, int n) => Enumerable.Range(-m, h.Length).Sum(k => h[k + m] * At(x, n - k));

    /// <summary>x[i] with the index of the definition, 1..N, zero outside.</summary>
    private static double At(float[] x, int i) => i >= 1 && i <= x.Length ? x[i - 1] : 0;
}
