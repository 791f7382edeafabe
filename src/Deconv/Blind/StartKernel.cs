namespace Deconv.Blind;

/// <summary>Kernels the coarsest level starts from: nearly free, and what decides where a hard picture ends.</summary>
internal enum StartKernel
{
    /// <summary>Two equal taps side by side.</summary>
    Across,

    /// <summary>A Gaussian of one pixel.</summary>
    Gaussian,

    /// <summary>Two equal taps one above the other.</summary>
    Down,
}

/// <summary>Samples of the starts.</summary>
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
                    int y = (i / n) - middle, x = (i % n) - middle;
                    k[i] = MathF.Exp(-((y * y) + (x * x)) / 2f);
                }

                KernelShape.Normalize(k);
                break;
        }

        return k;
    }
}
