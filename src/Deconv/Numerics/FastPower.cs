using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Deconv.Numerics;

/// <summary>
/// v^p for v above 0 and one p from 0 to 1, within 2e-5 of the value: v = 2^e m gives 2^(pe) m^p, the first factor from two tables of eight
/// that fit a register each, the second from a polynomial. v is clamped to <see cref="MinArgument"/> and <see cref="MaxArgument"/>.
/// </summary>
internal sealed class FastPower
{
    /// <summary>Smallest argument, 2^−44.</summary>
    public const float MinArgument = 1f / (1L << 44);

    /// <summary>Largest argument, just below 2^20.</summary>
    public const float MaxArgument = (1 << 20) - 1;

    private const int MinExponent = -44;
    private const int Degree = 4;
    private readonly Vector256<float> _fine;
    private readonly Vector256<float> _coarse;
    private readonly float[] _mantissa;
    private readonly float _exponent;

    /// <param name="exponent">p, 0 to 1.</param>
    public FastPower(double exponent)
    {
        _exponent = (float)exponent;
        Span<float> fine = stackalloc float[8],
            coarse = stackalloc float[8];
        for (int i = 0; i < 8; i++)
            (fine[i], coarse[i]) = ((float)Math.Pow(2, exponent * i), (float)Math.Pow(2, exponent * ((8 * i) + MinExponent)));
        (_fine, _coarse) = (Vector256.Create<float>(fine), Vector256.Create<float>(coarse));
        _mantissa = Array.ConvertAll(PolynomialFit.Chebyshev(m => Math.Pow(1 + m, exponent), 1, Degree), c => (float)c);
    }

    /// <summary>v^p per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> v)
    {
        v = Vector.MinNative(Vector.MaxNative(v, new Vector<float>(MinArgument)), new Vector<float>(MaxArgument));
        if (!Avx2.IsSupported || Vector<float>.Count != Vector256<float>.Count)
            return FastMath.Exp2(new Vector<float>(_exponent) * FastMath.Log2(v));
        Vector256<int> bits = v.AsVector256().AsInt32(),
            e = Vector256.ShiftRightLogical(bits, 23) - Vector256.Create(127 + MinExponent);
        Vector256<float> m = ((bits & Vector256.Create(0x7fffff)) | Vector256.Create(0x3f800000)).AsSingle() - Vector256<float>.One;
        ref float c = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_mantissa);
        Vector256<float> power = Vector256.Create(Unsafe.Add(ref c, Degree));
        for (int i = Degree - 1; i >= 0; i--)
            power = Vector256.MultiplyAddEstimate(power, m, Vector256.Create(Unsafe.Add(ref c, i)));
        Vector256<float> scale = Avx2.PermuteVar8x32(_fine, e) * Avx2.PermuteVar8x32(_coarse, Vector256.ShiftRightLogical(e, 3));
        return (scale * power).AsVector();
    }
}
