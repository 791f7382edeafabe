using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Operators.Engines;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

public class ThreadedEngineTests
{
    [Theory]
    [InlineData(ConvolutionMethod.Direct)]
    [InlineData(ConvolutionMethod.Separable)]
    [InlineData(ConvolutionMethod.Tiled)]
    [InlineData(ConvolutionMethod.WholeImage)]
    public void Threads_do_not_change_a_bit(ConvolutionMethod method)
    {
        var g = ConvolutionGeometry.Of(new(403, 517), new(13, 12), Extent.Same);
        float[] image = EngineChecks.Random(g.Image, 1),
            kernel = EngineChecks.Random(g.Kernel, 2),
            residual = EngineChecks.Random(g.Output, 3);
        if (method == ConvolutionMethod.Separable)
            Array.Fill(kernel, 0.1f);
        float[][] first = Results(1),
            again = Results(1),
            many = Results(5);
        for (int i = 0; i < first.Length; i++)
        {
            Assert.Equal(first[i], again[i]);
            Assert.Equal(first[i], many[i]);
        }

        float[][] Results(int threads)
        {
            FrozenConvolution byKernel = ConvolutionEngine.ForKernel(g, method, threads).FreezeKernel(kernel);
            FrozenConvolution byImage = ConvolutionEngine.ForImage(g, method, threads).FreezeImage(image);
            float[][] results =
            [
                EngineChecks.Dirty(g.Output),
                EngineChecks.Dirty(g.Image),
                EngineChecks.Dirty(g.Output),
                EngineChecks.Dirty(g.Kernel),
            ];
            byKernel.Apply(image, results[0]);
            byKernel.Adjoint(residual, results[1]);
            byImage.Apply(kernel, results[2]);
            byImage.Adjoint(residual, results[3]);
            return results;
        }
    }

    [Fact]
    public void Concurrent_callers_do_not_disturb_each_other()
    {
        var g = ConvolutionGeometry.Of(new(203, 301), new(15, 15), Extent.Same);
        float[] image = EngineChecks.Random(g.Image, 1),
            kernel = EngineChecks.Random(g.Kernel, 2),
            expected = EngineChecks.Dirty(g.Output);
        FrozenConvolution held = new TiledEngine(g, 3, VectorWidth.Best).FreezeKernel(kernel);
        held.Apply(image, expected);
        Parallel.For(
            0,
            16,
            _ =>
            {
                float[] y = EngineChecks.Dirty(g.Output);
                for (int i = 0; i < 5; i++)
                    held.Apply(image, y);
                Assert.Equal(expected, y);
            }
        );
    }
}
