using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Deconv.Numerics.Kernels;

/// <summary>Two-operand shuffles of four floats on any processor.</summary>
internal static class Quads
{
    private static Vector128<float> LowMask => Vector128.Create(-1, -1, 0, 0).AsSingle();

    private static Vector128<float> EvenMask => Vector128.Create(-1, 0, -1, 0).AsSingle();

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> UnpackLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.ConditionalSelect(
            EvenMask,
            Vector128.Shuffle(a, Vector128.Create(0, 0, 1, 1)),
            Vector128.Shuffle(b, Vector128.Create(0, 0, 1, 1))
        );

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> UnpackHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.ConditionalSelect(
            EvenMask,
            Vector128.Shuffle(a, Vector128.Create(2, 2, 3, 3)),
            Vector128.Shuffle(b, Vector128.Create(2, 2, 3, 3))
        );

    /// <summary>a0 a1 b0 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LowHalves(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveLowToHigh(a, b) : Vector128.ConditionalSelect(LowMask, a, Vector128.Shuffle(b, Vector128.Create(0, 1, 0, 1)));

    /// <summary>a2 a3 b2 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HighHalves(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveHighToLow(b, a) : Vector128.ConditionalSelect(LowMask, Vector128.Shuffle(a, Vector128.Create(2, 3, 2, 3)), b);
}
