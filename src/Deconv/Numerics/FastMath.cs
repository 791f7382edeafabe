using System.Numerics;
using System.Runtime.CompilerServices;

namespace Deconv.Numerics;

/// <summary>Powers of two and their logarithm for positive normal floats, within 3e-7: no special cases, a third of the library's cost.</summary>
internal static class FastMath
{
    private const int SqrtHalf = 0x3f3504f3;

    /// <summary>log₂ x for normal x above 0: x = 2^e m, m in [√½, √2), ln m = 2 artanh((m − 1)/(m + 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log2(Vector<float> x)
    {
        Vector<int> bits = Vector.AsVectorInt32(x),
            e = Vector.ShiftRightArithmetic(bits - new Vector<int>(SqrtHalf), 23);
        Vector<float> m = Vector.AsVectorSingle(bits - Vector.ShiftLeft(e, 23));
        Vector<float> s = (m - Vector<float>.One) / (m + Vector<float>.One),
            s2 = s * s;
        const float Scale = 2 * 1.44269504f;
        Vector<float> series = Vector.MultiplyAddEstimate(s2, new Vector<float>(Scale / 9), new Vector<float>(Scale / 7));
        series = Vector.MultiplyAddEstimate(s2, series, new Vector<float>(Scale / 5));
        series = Vector.MultiplyAddEstimate(s2, series, new Vector<float>(Scale / 3));
        series = Vector.MultiplyAddEstimate(s2, series, new Vector<float>(Scale));
        return Vector.MultiplyAddEstimate(s, series, Vector.ConvertToSingle(e));
    }

    /// <summary>2^y; 2^−126 below −126, for y up to 127: y = i + f with |f| ≤ ½, 2^f by its Taylor series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp2(Vector<float> y)
    {
        y = Vector.MaxNative(y, new Vector<float>(-126));
        Vector<float> shifter = new(12582912); // 1.5·2²³: adding it rounds to a whole number
        Vector<float> rounded = (y + shifter) - shifter,
            f = y - rounded;
        Vector<float> p = Vector.MultiplyAddEstimate(f, new Vector<float>(0.000154035f), new Vector<float>(0.00133335581f));
        p = Vector.MultiplyAddEstimate(f, p, new Vector<float>(0.00961812911f));
        p = Vector.MultiplyAddEstimate(f, p, new Vector<float>(0.0555041087f));
        p = Vector.MultiplyAddEstimate(f, p, new Vector<float>(0.240226507f));
        p = Vector.MultiplyAddEstimate(f, p, new Vector<float>(0.693147181f));
        p = Vector.MultiplyAddEstimate(f, p, Vector<float>.One);
        Vector<int> exponent = Vector.ShiftLeft(Vector.ConvertToInt32Native(rounded) + new Vector<int>(127), 23);
        return p * Vector.AsVectorSingle(exponent);
    }
}
