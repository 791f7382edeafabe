using Deconv.Operators;

namespace Deconv.Tests.Oracles;

/// <summary>The definition of convolution and of its two adjoints, in double precision, one sample at a time.</summary>
internal static class NaiveConvolution
{
    /// <summary>y[i] = Σₖ h[k] x[i + o − k].</summary>
    public static double[] Apply(ConvolutionGeometry g, ReadOnlySpan<float> image, ReadOnlySpan<float> kernel)
    {
        var y = new double[g.Output.Count];
        for (int i = 0; i < y.Length; i++)
            y[i] = At(g, image, kernel, i / g.Output.Width, i % g.Output.Width);
        return y;
    }

    /// <summary>One sample of <see cref="Apply"/>.</summary>
    public static double At(ConvolutionGeometry g, ReadOnlySpan<float> image, ReadOnlySpan<float> kernel, int row, int column)
    {
        double sum = 0;
        for (int k = 0; k < g.Kernel.Height; k++)
        for (int l = 0; l < g.Kernel.Width; l++)
            sum += (double)kernel[(k * g.Kernel.Width) + l] * Sample(image, g.Image, row + g.Top - k, column + g.Left - l);
        return sum;
    }

    /// <summary>x[j] = Σₖ h[k] y[j − o + k].</summary>
    public static double[] ImageAdjoint(ConvolutionGeometry g, ReadOnlySpan<float> output, ReadOnlySpan<float> kernel)
    {
        var x = new double[g.Image.Count];
        for (int j = 0; j < x.Length; j++)
        for (int k = 0; k < kernel.Length; k++)
        {
            int row = (j / g.Image.Width) - g.Top + (k / g.Kernel.Width),
                column = (j % g.Image.Width) - g.Left + (k % g.Kernel.Width);
            x[j] += (double)kernel[k] * Sample(output, g.Output, row, column);
        }

        return x;
    }

    /// <summary>h[k] = Σᵢ y[i] x[i + o − k].</summary>
    public static double[] KernelAdjoint(ConvolutionGeometry g, ReadOnlySpan<float> output, ReadOnlySpan<float> image)
    {
        var h = new double[g.Kernel.Count];
        for (int k = 0; k < h.Length; k++)
        for (int i = 0; i < output.Length; i++)
        {
            int row = (i / g.Output.Width) + g.Top - (k / g.Kernel.Width),
                column = (i % g.Output.Width) + g.Left - (k % g.Kernel.Width);
            h[k] += (double)output[i] * Sample(image, g.Image, row, column);
        }

        return h;
    }

    private static float Sample(ReadOnlySpan<float> plane, Shape shape, int row, int column) =>
        (uint)row < (uint)shape.Height && (uint)column < (uint)shape.Width ? plane[(row * shape.Width) + column] : 0;
}
