namespace Deconv.Tests;

/// <summary>Reproducible inputs for tests.</summary>
internal static class Samples
{
    /// <summary>Uniform in −1..1.</summary>
    public static float[] Signed(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    /// <summary>Uniform in 0..1.</summary>
    public static float[] Positive(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    /// <summary>Gaussian noise of standard deviation 1 (Box and Muller).</summary>
    public static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))),
        ];
    }

    public static double[] ToDouble(ReadOnlySpan<float> x) => Array.ConvertAll(x.ToArray(), v => (double)v);

    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }

    public static double Norm(ReadOnlySpan<float> a) => Math.Sqrt(Dot(a, a));

    /// <summary>Largest |a − b| over the largest |b|.</summary>
    public static double RelativeError(ReadOnlySpan<float> a, IEnumerable<double> expected)
    {
        double[] b = [.. expected];
        double error = 0,
            size = 0;
        for (int i = 0; i < a.Length; i++)
        {
            error = Math.Max(error, Math.Abs(a[i] - b[i]));
            size = Math.Max(size, Math.Abs(b[i]));
        }

        return error / Math.Max(size, 1e-30);
    }
}
