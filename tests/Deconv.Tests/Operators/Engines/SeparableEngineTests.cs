using Deconv.Operators;
using Deconv.Operators.Engines;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

public class SeparableEngineTests
{
    private const double Tolerance = 3e-6; // of a factorization within 1e-6 and two float sums; worst seen 8e-7

    public static TheoryData<int> Widths => [.. EngineChecks.Widths];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_product_of_column_and_row_is_summed_separably(int bits)
    {
        var wide = ConvolutionGeometry.Of(new(13, 1201), new(5, 12), Extent.Same);
        foreach (ConvolutionGeometry g in EngineChecks.Geometries.Append(wide))
        {
            float[] column = Positive(new(g.Kernel.Height, 1), 5),
                row = Positive(new(1, g.Kernel.Width), 6);
            float[] kernel = [.. from c in column from r in row select c * r];
            float[] image = Positive(g.Image, 1),
                output = Positive(g.Output, 3),
                y = EngineChecks.Dirty(g.Output),
                x = EngineChecks.Dirty(g.Image);
            FrozenConvolution held = ConvolutionEngine.ForKernel(g, ConvolutionMethod.Separable, 1, bits).FreezeKernel(kernel);
            Assert.Equal(ConvolutionMethod.Separable, held.Method);
            held.Apply(image, y);
            held.Adjoint(output, x);
            EngineChecks.Close(NaiveConvolution.Apply(g, image, kernel), y, Tolerance, $"{g}");
            EngineChecks.Close(NaiveConvolution.ImageAdjoint(g, output, kernel), x, Tolerance, $"adjoint {g}");
        }
    }

    [Fact]
    public void Any_other_kernel_takes_the_general_method_and_a_new_kernel_is_looked_at_again()
    {
        var g = ConvolutionGeometry.Of(new(40, 50), new(7, 7), Extent.Same);
        ConvolutionEngine engine = ConvolutionEngine.ForKernel(g, ConvolutionMethod.Separable, 1);
        EngineChecks.KernelHeldMatchesOracle(engine, Tolerance);
        float[] kernel = EngineChecks.Random(g.Kernel, 1),
            box = new float[49];
        Array.Fill(box, 1f / 49);
        FrozenConvolution held = engine.FreezeKernel(kernel);
        Assert.NotEqual(ConvolutionMethod.Separable, held.Method);
        held.Freeze(box);
        Assert.Equal(ConvolutionMethod.Separable, held.Method);
    }

    [Fact]
    public void A_gaussian_is_of_rank_one_and_a_slightly_turned_one_is_not()
    {
        float[] column = new float[9],
            row = new float[9];
        Assert.True(RankOne.TryFactor(Gaussian(0), new(9, 9), column, row));
        Assert.False(RankOne.TryFactor(Gaussian(0.02), new(9, 9), column, row));
        Assert.False(RankOne.TryFactor(new float[81], new(9, 9), column, row));
    }

    // Where a lone output is a sum that cancels, its error says nothing about the method.
    private static float[] Positive(Shape shape, int seed) => [.. EngineChecks.Random(shape, seed).Select(Math.Abs)];

    private static float[] Gaussian(double correlation) =>
        [
            .. from y in Enumerable.Range(-4, 9)
            from x in Enumerable.Range(-4, 9)
            select (float)Math.Exp(-((x * x / 4.0) + (y * y / 6.0) + (correlation * x * y))),
        ];
}
