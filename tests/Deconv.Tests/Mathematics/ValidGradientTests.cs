using Deconv.Objectives.DataTerms;
using Deconv.Operators;
using Deconv.Tests.Oracles;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Deconv.Tests.Mathematics;

/// <summary>
/// f = ½‖h∗x−y‖² with valid support, x ∈ R^{m×n}, h ∈ R^{k×l}, y ∈ R^{(m−k+1)×(n−l+1)}. ∂f/∂h = valid correlation of x
/// with the residual = Xᵀ(Xh − y); ∂f/∂x = full correlation of the residual with h = Hᵀ(Hx − y).
/// </summary>
public class ValidGradientTests
{
    public static TheoryData<int, int, int, int> Sizes =>
        new()
        {
            { 9, 11, 3, 3 },
            { 8, 8, 4, 4 },
            { 12, 7, 5, 2 },
            { 13, 17, 1, 6 },
            { 6, 6, 6, 6 },
            { 1, 19, 1, 4 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gradient_in_the_kernel(int m, int n, int k, int l)
    {
        (ConvolutionGeometry g, float[] x, float[] h, float[] y) = Problem(m, n, k, l);
        float[] gradient = new float[h.Length];
        new LeastSquares(new Convolution(g).WithImage(x), y).AccumulateGradient(h, 1, gradient);

        Matrix<double> matrix = ConvolutionMatrix.OfImage(g, x);
        Vector<double> residual = (matrix * Vec(h)) - Vec(y);
        Vector<double> byMatrix = matrix.TransposeThisAndMultiply(residual);
        AssertClose(byMatrix, gradient);

        // Valid correlation by its definition: Σᵢ x[i + K − 1 − k] r[i].
        for (int ky = 0; ky < k; ky++)
        for (int kx = 0; kx < l; kx++)
        {
            double sum = 0;
            for (int iy = 0; iy < g.Output.Height; iy++)
            for (int ix = 0; ix < g.Output.Width; ix++)
                sum += x[((iy + k - 1 - ky) * n) + ix + l - 1 - kx] * residual[(iy * g.Output.Width) + ix];
            Assert.Equal(byMatrix[(ky * l) + kx], sum, 1e-10);
        }

        AssertClose(Differences(h.Length, (i, by) => 0.5 * Math.Pow((residual + (by * matrix.Column(i))).L2Norm(), 2)), gradient);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gradient_in_the_image(int m, int n, int k, int l)
    {
        (ConvolutionGeometry g, float[] x, float[] h, float[] y) = Problem(m, n, k, l);
        float[] gradient = new float[x.Length];
        new LeastSquares(new Convolution(g).WithKernel(h), y).AccumulateGradient(x, 1, gradient);

        Matrix<double> matrix = ConvolutionMatrix.OfKernel(g, h);
        Vector<double> residual = (matrix * Vec(x)) - Vec(y);
        AssertClose(matrix.TransposeThisAndMultiply(residual), gradient);
        AssertClose(Differences(x.Length, (i, by) => 0.5 * Math.Pow((residual + (by * matrix.Column(i))).L2Norm(), 2)), gradient);

        // Full correlation of the residual with h is full convolution with h turned by 180°.
        float[] r = [.. residual.Select(v => (float)v)],
            turned = [.. h.Reverse()],
            full = new float[x.Length];
        new Convolution(g.Output, g.Kernel, Extent.Full).WithKernel(turned).Apply(r, full);
        AssertClose(matrix.TransposeThisAndMultiply(residual), full);
    }

    /// <summary>With full support convolution commutes, so the gradient formula in h is the one in x with the arguments exchanged.</summary>
    [Fact]
    public void With_full_support_the_two_gradients_are_one_formula()
    {
        Shape image = new(7, 9),
            kernel = new(3, 4);
        float[] x = Samples.Signed(image.Count, 1),
            h = Samples.Signed(kernel.Count, 2),
            y = Samples.Signed(9 * 12, 3);
        float[] inKernel = new float[h.Length],
            exchanged = new float[h.Length];
        new LeastSquares(new Convolution(image, kernel, Extent.Full).WithImage(x), y).AccumulateGradient(h, 1, inKernel);
        new LeastSquares(new Convolution(kernel, image, Extent.Full).WithKernel(x), y).AccumulateGradient(h, 1, exchanged);
        AssertClose(Vec(inKernel), exchanged);
    }

    private static (ConvolutionGeometry G, float[] X, float[] H, float[] Y) Problem(int m, int n, int k, int l)
    {
        var g = ConvolutionGeometry.Of(new(m, n), new(k, l), Extent.Valid);
        Assert.Equal(new Shape(m - k + 1, n - l + 1), g.Output);
        return (g, Samples.Signed(m * n, 1), Samples.Signed(k * l, 2), Samples.Signed(g.Output.Count, 3));
    }

    private static Vector<double> Differences(int count, Func<int, double, double> loss) =>
        Vector<double>.Build.Dense(count, i => (loss(i, 1e-4) - loss(i, -1e-4)) / 2e-4);

    private static Vector<double> Vec(float[] v) => Vector<double>.Build.DenseOfArray(Samples.ToDouble(v));

    private static void AssertClose(Vector<double> expected, float[] actual) =>
        Assert.True(Samples.RelativeError(actual, expected) < 5e-6, $"error {Samples.RelativeError(actual, expected):G3}");
}
