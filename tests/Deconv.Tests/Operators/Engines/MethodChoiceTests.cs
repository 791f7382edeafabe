using Deconv.Operators;
using Deconv.Operators.Engines;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

public class MethodChoiceTests
{
    [Theory]
    [InlineData(512, 3, 16, ConvolutionMethod.Direct)]
    [InlineData(2048, 5, 16, ConvolutionMethod.Direct)]
    [InlineData(2048, 7, 16, ConvolutionMethod.Direct)]
    [InlineData(2048, 15, 16, ConvolutionMethod.Tiled)]
    [InlineData(2048, 31, 16, ConvolutionMethod.Tiled)]
    [InlineData(4096, 31, 16, ConvolutionMethod.Tiled)]
    [InlineData(2048, 5, 8, ConvolutionMethod.Direct)]
    [InlineData(2048, 15, 8, ConvolutionMethod.Tiled)]
    [InlineData(2048, 15, 4, ConvolutionMethod.Tiled)]
    [InlineData(1024, 1024, 16, ConvolutionMethod.WholeImage)]
    [InlineData(8, 8, 16, ConvolutionMethod.Direct)]
    public void The_kernel_size_decides(int image, int kernel, int lanes, ConvolutionMethod expected) =>
        Assert.Equal(expected, MethodChoice.ForKernel(ConvolutionGeometry.Of(new(image, image), new(kernel, kernel), Extent.Same), lanes));

    [Theory]
    [InlineData(1024, 31, 16, ConvolutionMethod.Tiled)]
    [InlineData(32, 3, 16, ConvolutionMethod.Direct)]
    [InlineData(512, 400, 16, ConvolutionMethod.WholeImage)]
    public void So_it_does_for_the_gradient(int image, int kernel, int lanes, ConvolutionMethod expected) =>
        Assert.Equal(expected, MethodChoice.ForImage(ConvolutionGeometry.Of(new(image, image), new(kernel, kernel), Extent.Same), lanes));

    [Theory]
    [InlineData(3, false)]
    [InlineData(13, true)]
    [InlineData(101, false)]
    public void Separable_sums_pay_for_middling_kernels(int kernel, bool pays) =>
        Assert.Equal(pays, MethodChoice.SeparablePays(ConvolutionGeometry.Of(new(1024, 1024), new(kernel, kernel), Extent.Same), 16));

    [Fact]
    public void A_method_that_cannot_do_a_geometry_is_replaced()
    {
        var huge = ConvolutionGeometry.Of(new(1, 100_000), new(1, 50_000), Extent.Same);
        Assert.Equal(ConvolutionMethod.WholeImage, MethodChoice.Possible(ConvolutionMethod.Tiled, huge, 16));
        var enormous = ConvolutionGeometry.Of(new(30_000, 30_000), new(5_000, 3), Extent.Same);
        Assert.Equal(ConvolutionMethod.Direct, MethodChoice.Possible(ConvolutionMethod.Tiled, enormous, 16));
    }

    [Theory]
    [InlineData(ConvolutionMethod.Automatic)]
    [InlineData(ConvolutionMethod.Direct)]
    [InlineData(ConvolutionMethod.Separable)]
    [InlineData(ConvolutionMethod.Tiled)]
    [InlineData(ConvolutionMethod.WholeImage)]
    public void Every_method_does_every_geometry_through_the_front_door(ConvolutionMethod method)
    {
        foreach (ConvolutionGeometry g in EngineChecks.Geometries)
        {
            EngineChecks.KernelHeldMatchesOracle(ConvolutionEngine.ForKernel(g, method, 2), 3e-6);
            EngineChecks.ImageHeldMatchesOracle(ConvolutionEngine.ForImage(g, method, 2), 3e-6);
        }
    }
}
