using Deconv.Blind.Steps;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>Initial kernels of the coarsest level. Extra starts cost little, and on a hard image they decide the result.</summary>
internal enum StartKernel
{
    /// <summary>Two equal taps side by side.</summary>
    Across,

    /// <summary>A Gaussian of one pixel.</summary>
    Gaussian,

    /// <summary>Two equal taps one above the other.</summary>
    Down,
}

/// <summary>Makes the samples of the start kernels.</summary>
internal static class StartKernels
{
    /// <summary>n × n samples, sum 1.</summary>
    public static float[] Make(StartKernel start, int n)
    {
        var k = new float[n * n];
        int middle = n / 2;
        switch (start)
        {
            case StartKernel.Across:
                k[(middle * n) + middle] = k[(middle * n) + middle + 1] = 0.5f;
                break;
            case StartKernel.Down:
                k[(middle * n) + middle] = k[((middle + 1) * n) + middle] = 0.5f;
                break;
            default:
                for (int i = 0; i < k.Length; i++)
                {
                    int y = (i / n) - middle,
                        x = (i % n) - middle;
                    k[i] = MathF.Exp(-((y * y) + (x * x)) / 2f);
                }

                KernelShape.Normalize(k);
                break;
        }

        return k;
    }

    /// <summary>A given PSF at the scale of a level.</summary>
    public static float[] From(Psf psf, int n, double scale)
    {
        Psf small = psf.Scale(scale);
        var k = new float[n * n];
        for (int y = 0; y < n; y++)
        for (int x = 0; x < n; x++)
        {
            int v = y - (n / 2) + small.OriginRow,
                u = x - (n / 2) + small.OriginColumn;
            if (v >= 0 && u >= 0 && v < small.Shape.Height && u < small.Shape.Width)
                k[(y * n) + x] = Math.Max(0, small.Samples[(v * small.Shape.Width) + u]);
        }

        KernelShape.Normalize(k);
        return k;
    }

    /// <summary>A start from a given PSF on a level.</summary>
    public static SearchStart At(Psf psf, int level, (double Scale, int Kernel) size) =>
        new(From(psf, size.Kernel, size.Scale), false) { Level = level };

    /// <summary>
    /// Multiplies every tap by a random factor of 0.5 to 1.5 and adds a little mass around them; the same seed gives the same result.
    /// </summary>
    public static void Jitter(IEnumerable<float[]> starts, int seed)
    {
        var random = new Random(seed);
        foreach (float[] k in starts)
        {
            for (int i = 0; i < k.Length; i++)
                k[i] = (float)((k[i] * (0.5 + random.NextDouble())) + (0.2 * random.NextDouble() / k.Length));
            KernelShape.Normalize(k);
        }
    }
}
