using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Metrics;

/// <summary>
/// Mean structural similarity (Wang, Bovik, Sheikh and Simoncelli 2004): Gaussian window 11x11, σ = 1.5, K₁ = 0.01, K₂ = 0.03, white 1, over the
/// samples whose window lies inside. Color images by their luminance.
/// </summary>
public static class StructuralSimilarity
{
    private const double C1 = 0.01 * 0.01;
    private const double C2 = 0.03 * 0.03;
    private const int Window = 11;

    /// <summary>Similarity of two images of one shape; 1 for equal ones.</summary>
    public static double Of(PlanarImage a, PlanarImage b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape != b.Shape)
            throw new ArgumentException($"The images differ in size: {a.Shape} against {b.Shape}.", nameof(a));
        var window = new Shape(Math.Min(Window, a.Shape.Height | 1), Math.Min(Window, a.Shape.Width | 1));
        window = new(Math.Min(window.Height, a.Shape.Height), Math.Min(window.Width, a.Shape.Width));
        FrozenConvolution mean = new Convolution(a.Shape, window, Extent.Valid).WithKernel(Gaussian(window));
        int n = a.Shape.Count,
            m = mean.Codomain.Count;
        using AlignedBuffer planes = AlignedPool.Rent(3 * n);
        using AlignedBuffer means = AlignedPool.Rent(5 * m);
        Span<float> x = planes.Span[..n],
            y = planes.Span.Slice(n, n),
            product = planes.Span.Slice(2 * n, n);
        Luminance(a, x);
        Luminance(b, y);
        mean.Apply(x, means.Span[..m]);
        mean.Apply(y, means.Span.Slice(m, m));
        MeanOfProduct(x, x, product, mean, means.Span.Slice(2 * m, m));
        MeanOfProduct(y, y, product, mean, means.Span.Slice(3 * m, m));
        MeanOfProduct(x, y, product, mean, means.Span.Slice(4 * m, m));
        double sum = 0;
        Span<float> s = means.Span;
        for (int i = 0; i < m; i++)
        {
            double mx = s[i],
                my = s[m + i],
                xx = s[(2 * m) + i] - (mx * mx),
                yy = s[(3 * m) + i] - (my * my),
                xy = s[(4 * m) + i] - (mx * my);
            sum += ((2 * mx * my) + C1) * ((2 * xy) + C2) / (((mx * mx) + (my * my) + C1) * (xx + yy + C2));
        }

        return sum / m;
    }

    private static void Luminance(PlanarImage image, Span<float> luminance)
    {
        image[0].CopyTo(luminance);
        if (image.Count != 3)
            return;
        ReadOnlySpan<float> g = image[1],
            b = image[2];
        for (int i = 0; i < luminance.Length; i++)
            luminance[i] = (0.299f * luminance[i]) + (0.587f * g[i]) + (0.114f * b[i]);
    }

    private static void MeanOfProduct(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> product, FrozenConvolution mean, Span<float> result)
    {
        System.Numerics.Tensors.TensorPrimitives.Multiply(x, y, product);
        mean.Apply(product, result);
    }

    private static float[] Gaussian(Shape window)
    {
        var weights = new float[window.Count];
        double sum = 0;
        for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < weights.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, window.Width);
            double dy = row - ((window.Height - 1) / 2.0),
                dx = column - ((window.Width - 1) / 2.0);
            double weight = Math.Exp(-((dy * dy) + (dx * dx)) / (2 * 1.5 * 1.5));
            if (pass == 0)
                sum += weight;
            else
                weights[i] = (float)(weight / sum);
        }

        return weights;
    }
}
