using Deconv.Operators;

namespace Deconv.Cli.Jobs.SelfTests;

/// <summary>Reproducible inputs and the dot-product test.</summary>
internal static class Probe
{
    public static readonly Shape[] Images = [new(1, 29), new(16, 16), new(23, 31), new(40, 37)];

    public static readonly Shape[] Kernels = [new(1, 1), new(1, 4), new(3, 3), new(4, 4), new(5, 2), new(7, 9), new(16, 15)];

    public static float[] Signed(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }

    /// <summary>|⟨Ax, y⟩ − ⟨x, Aᵀy⟩| relative to ‖Ax‖·‖y‖.</summary>
    public static double DotTest(ILinearOperator a)
    {
        float[] x = Signed(a.Domain.Count, 1),
            y = Signed(a.Codomain.Count, 2),
            ax = new float[y.Length],
            aty = new float[x.Length];
        a.Apply(x, ax);
        a.Adjoint(y, aty);
        return Math.Abs(Dot(ax, y) - Dot(x, aty)) / Math.Max(1e-12, Math.Sqrt(Dot(ax, ax) * Dot(y, y)));
    }

    /// <summary>Largest |a − b| over the largest |b|.</summary>
    public static double Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double error = 0,
            size = 1e-12;
        for (int i = 0; i < a.Length; i++)
        {
            error = Math.Max(error, Math.Abs((double)a[i] - b[i]));
            size = Math.Max(size, Math.Abs(b[i]));
        }

        return error / size;
    }

    public static IEnumerable<ConvolutionGeometry> Geometries(Extent extent) =>
        from image in Images
        from kernel in Kernels
        where extent != Extent.Valid || image.Contains(kernel)
        select ConvolutionGeometry.Of(image, kernel, extent);
}
