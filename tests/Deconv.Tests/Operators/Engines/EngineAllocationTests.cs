using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Operators.Engines;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

/// <summary>Alone, because the buffers of the pool are shared: a test beside this one could take the buffer that was put back.</summary>
[CollectionDefinition(nameof(EngineAllocationTests), DisableParallelization = true)]
[Collection(nameof(EngineAllocationTests))]
public class EngineAllocationTests
{
    [Theory]
    [InlineData(ConvolutionMethod.Direct, 1)]
    [InlineData(ConvolutionMethod.Separable, 1)]
    [InlineData(ConvolutionMethod.Tiled, 1)]
    [InlineData(ConvolutionMethod.WholeImage, 1)]
    [InlineData(ConvolutionMethod.Tiled, 3)]
    [InlineData(ConvolutionMethod.WholeImage, 3)]
    public void Nothing_is_allocated_once_warm(ConvolutionMethod method, int threads)
    {
        var g = ConvolutionGeometry.Of(new(203, 301), new(9, 9), Extent.Same);
        float[] image = EngineChecks.Random(g.Image, 1),
            kernel = EngineChecks.Random(g.Kernel, 2),
            y = EngineChecks.Dirty(g.Output),
            x = EngineChecks.Dirty(g.Image),
            h = EngineChecks.Dirty(g.Kernel);
        if (method == ConvolutionMethod.Separable)
            Array.Fill(kernel, 0.1f);
        FrozenConvolution byKernel = ConvolutionEngine.ForKernel(g, method, threads).FreezeKernel(kernel);
        FrozenConvolution byImage = ConvolutionEngine.ForImage(g, method, threads).FreezeImage(image);
        AlignedPool.Trim(); // what earlier tests left could be handed out once and then be dropped at the limit of the pool
        Assert.Equal(0, Allocations.Of(Calls));

        void Calls()
        {
            byKernel.Apply(image, y);
            byKernel.Adjoint(y, x);
            byImage.Apply(kernel, y);
            byImage.Adjoint(y, h);
            if (method != ConvolutionMethod.Separable)
                byKernel.Freeze(kernel);
            byImage.Freeze(image);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_whole_transform_allocates_nothing_once_warm(int threads)
    {
        Shape shape = RealFft2D.FastShape(new(180, 200));
        var fft = new RealFft2D(shape, threads);
        float[] x = EngineChecks.Random(shape, 1),
            y = EngineChecks.Dirty(shape),
            spectrum = new float[fft.SpectrumLength];
        Assert.Equal(0, Allocations.Of(Calls));

        void Calls()
        {
            fft.Forward(x, spectrum);
            fft.Inverse(spectrum, y);
        }
    }
}
