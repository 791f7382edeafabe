using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Operators.Engines;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

/// <summary>What every method of convolution is held to, against the double-precision definition.</summary>
internal static class EngineChecks
{
    /// <summary>Vector widths whose kernels this processor runs.</summary>
    public static IEnumerable<int> Widths => new[] { 512, 256, 128 }.Where(VectorWidth.IsSupported);

    /// <summary>Shapes that are multiples of nothing, both parities, one dimension, kernels as large as and larger than the image.</summary>
    public static IEnumerable<ConvolutionGeometry> Geometries
    {
        get
        {
            (Shape Image, Shape Kernel)[] shapes =
            [
                (new(37, 41), new(5, 5)),
                (new(37, 41), new(4, 6)),
                (new(23, 70), new(3, 12)),
                (new(70, 23), new(12, 3)),
                (new(1, 97), new(1, 9)),
                (new(97, 1), new(8, 1)),
                (new(1, 50), new(3, 4)),
                (new(19, 21), new(19, 21)),
                (new(9, 10), new(17, 14)),
                (new(1, 1), new(1, 1)),
                (new(5, 3), new(1, 1)),
            ];
            foreach ((Shape image, Shape kernel) in shapes)
            foreach (Extent extent in Enum.GetValues<Extent>())
                if (extent != Extent.Valid || image.Contains(kernel))
                    yield return ConvolutionGeometry.Of(image, kernel, extent);

            yield return new(new(31, 33), new(6, 9), new(20, 45), -3, 11); // sticks out to the top and right
            yield return new(new(31, 33), new(6, 9), new(7, 5), 12, 14); // a part of the output
        }
    }

    /// <summary>Apply and Adjoint of both frozen forms against the oracle, into dirty buffers.</summary>
    public static void MatchesOracle(ConvolutionEngine engine, double tolerance)
    {
        KernelHeldMatchesOracle(engine, tolerance);
        ImageHeldMatchesOracle(engine, tolerance);
    }

    public static void ImageHeldMatchesOracle(ConvolutionEngine engine, double tolerance)
    {
        ConvolutionGeometry g = engine.Geometry;
        float[] image = Random(g.Image, 1),
            kernel = Random(g.Kernel, 2),
            output = Random(g.Output, 3);
        FrozenConvolution held = engine.FreezeImage(Random(g.Image, 9));
        held.Freeze(image);
        float[] y = Dirty(g.Output),
            h = Dirty(g.Kernel);
        held.Apply(kernel, y);
        held.Adjoint(output, h);
        Close(NaiveConvolution.Apply(g, image, kernel), y, tolerance, $"{engine.Method} {g} with the image held");
        Close(NaiveConvolution.KernelAdjoint(g, output, image), h, tolerance, $"kernel adjoint {engine.Method} {g}");
    }

    public static void KernelHeldMatchesOracle(ConvolutionEngine engine, double tolerance)
    {
        ConvolutionGeometry g = engine.Geometry;
        float[] image = Random(g.Image, 1),
            kernel = Random(g.Kernel, 2),
            output = Random(g.Output, 3);
        FrozenConvolution held = engine.FreezeKernel(Random(g.Kernel, 9));
        held.Freeze(kernel);
        float[] y = Dirty(g.Output),
            x = Dirty(g.Image);
        held.Apply(image, y);
        held.Adjoint(output, x);
        Close(NaiveConvolution.Apply(g, image, kernel), y, tolerance, $"{engine.Method} {g}");
        Close(NaiveConvolution.ImageAdjoint(g, output, kernel), x, tolerance, $"image adjoint {engine.Method} {g}");
    }

    /// <summary>Largest difference relative to the largest value.</summary>
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        double scale = 1e-30,
            worst = 0;
        foreach (double value in expected)
            scale = Math.Max(scale, Math.Abs(value));
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / scale;
            worst = error <= worst ? worst : error; // a NaN stays
        }

        Assert.True(worst <= tolerance, $"{what}: error {worst:E2} above {tolerance:E2}");
    }

    public static float[] Random(Shape shape, int seed)
    {
        var random = new Random(seed);
        var samples = new float[shape.Count];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (2 * random.NextSingle()) - 1;
        return samples;
    }

    public static float[] Dirty(Shape shape)
    {
        var samples = new float[shape.Count];
        Array.Fill(samples, float.NaN);
        return samples;
    }
}
