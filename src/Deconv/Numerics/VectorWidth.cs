using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Deconv.Numerics;

/// <summary>Vector widths there are kernels for, in bits.</summary>
internal static class VectorWidth
{
    /// <summary>The widest this processor is fast at: 512, 256 or 128. Without any vector unit 128 still computes the same, slowly.</summary>
    public static int Best { get; } =
        IsSupported(512) && Vector512.IsHardwareAccelerated ? 512
        : IsSupported(256) ? 256
        : 128;

    /// <summary>Floats per vector of the best width.</summary>
    public static int BestLanes => Best / 32;

    /// <summary>Whether kernels of a width run here at all. Fma is asked for because AVX alone lacks it, and goes away together with AVX2.</summary>
    public static bool IsSupported(int bits) =>
        bits switch
        {
            512 => Avx512F.IsSupported,
            256 => Avx2.IsSupported && Fma.IsSupported,
            _ => bits == 128,
        };
}
