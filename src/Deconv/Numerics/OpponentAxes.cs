using System.Numerics;
using System.Runtime.CompilerServices;

namespace Deconv.Numerics;

/// <summary>
/// Luminance and two color differences, orthogonal and of equal length, so that white noise stays white with equal variance:
/// L = (r+g+b)/3, U = (r−b)/√6, V = (r−2g+b)/√18. For one sample, and for a vector of samples.
/// </summary>
internal static class OpponentAxes
{
    /// <summary>Length of the axes of red, green and blue in units of these axes: noise is smaller by this factor here.</summary>
    public static readonly double Length = Math.Sqrt(3);

    private static readonly float Root6 = MathF.Sqrt(6);
    private static readonly float Root18 = MathF.Sqrt(18);

    public static (float L, float U, float V) FromChannels(float red, float green, float blue) =>
        ((red + green + blue) / 3, (red - blue) / Root6, (red - (2 * green) + blue) / Root18);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector<float> L, Vector<float> U, Vector<float> V) FromChannels(Vector<float> red, Vector<float> green, Vector<float> blue) =>
        ((red + green + blue) * (1f / 3), (red - blue) * (1 / Root6), (red - (2 * green) + blue) * (1 / Root18));

    public static (float Red, float Green, float Blue) ToChannels(float l, float u, float v)
    {
        float a = u * Root6 / 2,
            c = v * Root18 / 6;
        return (l + a + c, l - (2 * c), l - a + c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector<float> Red, Vector<float> Green, Vector<float> Blue) ToChannels(Vector<float> l, Vector<float> u, Vector<float> v)
    {
        Vector<float> a = u * (Root6 / 2),
            c = v * (Root18 / 6);
        return (l + a + c, l - (2 * c), l - a + c);
    }
}
