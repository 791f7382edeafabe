using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Deconv.Numerics;

/// <summary>Hints that memory will be needed soon, in the second-level cache. No hint where the processor takes none.</summary>
internal static unsafe class Prefetch
{
    private const int Line = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* from, nint floats)
    {
        if (!Sse.IsSupported)
            return;
        for (nint i = 0; i < floats; i += Line)
            Sse.Prefetch1(from + i);
    }
}
