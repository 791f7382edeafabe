using Deconv.Operators;
using Deconv.Tests.Contracts;
using Deconv.Tests.Oracles;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Deconv.Tests.Operators;

/// <summary>Every extent, parity, method and frozen form, against explicit matrices.</summary>
public class ConvolutionTests
{
    /// <summary>Primes, single rows and columns, kernels even, odd, one-dimensional and larger than the image.</summary>
    public static readonly (Shape Image, Shape Kernel)[] Shapes =
    [
        (new(1, 1), new(1, 1)),
        (new(1, 17), new(1, 5)),
        (new(1, 16), new(1, 4)),
        (new(13, 1), new(3, 1)),
        (new(7, 11), new(3, 3)),
        (new(12, 9), new(4, 4)),
        (new(11, 13), new(2, 5)),
        (new(8, 8), new(8, 8)),
        (new(23, 19), new(7, 6)),
        (new(5, 4), new(9, 8)),
        (new(3, 31), new(1, 40)),
        (new(16, 33), new(5, 1)),
    ];

    public static IEnumerable<ConvolutionGeometry> Geometries() =>
        from s in Shapes
        from extent in Enum.GetValues<Extent>()
        where extent != Extent.Valid || s.Image.Contains(s.Kernel)
        select ConvolutionGeometry.Of(s.Image, s.Kernel, extent);

    [Theory]
    [InlineData(ConvolutionMethod.Automatic)]
    [InlineData(ConvolutionMethod.Direct)]
    [InlineData(ConvolutionMethod.WholeImage)]
    public void Both_forms_and_both_adjoints_equal_the_explicit_matrices(ConvolutionMethod method)
    {
        foreach (ConvolutionGeometry g in Geometries())
        {
            float[] kernel = Samples.Signed(g.Kernel.Count, 1),
                image = Samples.Signed(g.Image.Count, 2),
                y = Samples.Signed(g.Output.Count, 3);
            var convolution = new Convolution(g, method);
            Check(convolution.WithKernel(kernel), ConvolutionMatrix.OfKernel(g, kernel), image, y);
            Check(convolution.WithImage(image), ConvolutionMatrix.OfImage(g, image), kernel, y);
        }

        static void Check(FrozenConvolution a, Matrix<double> matrix, float[] x, float[] y)
        {
            float[] ax = new float[y.Length],
                aty = new float[x.Length];
            a.Apply(x, ax);
            a.Adjoint(y, aty);
            var expected = matrix * Vector<double>.Build.DenseOfArray(Samples.ToDouble(x));
            var back = matrix.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(Samples.ToDouble(y)));
            Assert.True(
                Samples.RelativeError(ax, expected) < 2e-6,
                $"{a.Domain} -> {a.Codomain}: forward error {Samples.RelativeError(ax, expected):G3}"
            );
            Assert.True(Samples.RelativeError(aty, back) < 2e-6, $"{a.Domain} -> {a.Codomain}: adjoint error {Samples.RelativeError(aty, back):G3}");
        }
    }

    [Fact]
    public void Freezing_anew_forgets_the_old_argument()
    {
        foreach (ConvolutionMethod method in Enum.GetValues<ConvolutionMethod>())
        {
            var convolution = new Convolution(new(9, 12), new(4, 3), Extent.Valid, method);
            float[] first = Samples.Signed(12, 1),
                second = Samples.Signed(12, 2),
                x = Samples.Signed(108, 3);
            float[] expected = new float[60],
                actual = new float[60];
            convolution.WithKernel(second).Apply(x, expected);
            FrozenConvolution frozen = convolution.WithKernel(first);
            frozen.Freeze(second);
            frozen.Apply(x, actual);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Full_convolution_commutes()
    {
        foreach ((Shape image, Shape kernel) in Shapes)
        {
            float[] x = Samples.Signed(image.Count, 1),
                h = Samples.Signed(kernel.Count, 2);
            var one = new Convolution(image, kernel, Extent.Full);
            var other = new Convolution(kernel, image, Extent.Full);
            float[] a = new float[one.Geometry.Output.Count],
                b = new float[a.Length];
            one.WithKernel(h).Apply(x, a);
            other.WithKernel(x).Apply(h, b);
            Assert.True(Samples.RelativeError(a, Samples.ToDouble(b)) < 2e-6);
        }
    }

    [Fact]
    public void A_kernel_larger_than_the_image_has_no_valid_part_and_the_error_says_what_to_do()
    {
        var error = Assert.Throws<ArgumentException>(() => new Convolution(new(5, 5), new(6, 3), Extent.Valid));
        Assert.Contains("5x5 image is smaller than the 6x3 kernel", error.Message, StringComparison.Ordinal);
        Assert.Contains("Extent.Same", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_lengths_and_empty_shapes_are_refused()
    {
        var convolution = new Convolution(new(5, 5), new(3, 3), Extent.Same);
        Assert.Throws<ArgumentException>(() => convolution.WithKernel(new float[8]));
        Assert.Throws<ArgumentException>(() => convolution.WithImage(new float[24]));
        Assert.Throws<ArgumentException>(() => new Convolution(new(0, 5), new(3, 3), Extent.Same));
        Assert.Throws<ArgumentException>(() => new Convolution(new(5, 5), new(3, 0), Extent.Full));
    }
}

public class ConvolutionWithKernelContract : LinearOperatorContract
{
    protected override IEnumerable<ILinearOperator> Cases() =>
        from g in ConvolutionTests.Geometries()
        from method in (ConvolutionMethod[])[ConvolutionMethod.Direct, ConvolutionMethod.WholeImage]
        select new Convolution(g, method).WithKernel(Samples.Signed(g.Kernel.Count, 7));
}

public class ConvolutionWithImageContract : LinearOperatorContract
{
    protected override IEnumerable<ILinearOperator> Cases() =>
        from g in ConvolutionTests.Geometries()
        from method in (ConvolutionMethod[])[ConvolutionMethod.Direct, ConvolutionMethod.WholeImage]
        select new Convolution(g, method).WithImage(Samples.Signed(g.Image.Count, 8));
}
