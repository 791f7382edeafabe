using System.Numerics;
using System.Runtime.InteropServices;

namespace Deconv.Numerics.Fft;

/// <summary>
/// Arithmetic on spectra in the block layout of <see cref="RealFft2D"/>. Its lanes are whole vectors, which loops over a block would not use by
/// themselves.
/// </summary>
internal static class Spectra
{
    /// <summary>z = z · w, or z · conj(w).</summary>
    public static void Multiply(Span<float> z, ReadOnlySpan<float> w, int lanes, bool conjugate) => Multiply(z, w, z, lanes, conjugate);

    /// <summary>product = z · w, or z · conj(w); may lie where one of them lies.</summary>
    public static void Multiply(ReadOnlySpan<float> z, ReadOnlySpan<float> w, Span<float> product, int lanes, bool conjugate)
    {
        ReadOnlySpan<Vector<float>> a = Vectors(z),
            b = Vectors(w);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(product);
        Vector<float> sign = new(conjugate ? -1f : 1f);
        int half = Whole(lanes);
        for (int block = 0; block < to.Length; block += 2 * half)
        for (int re = block; re < block + half; re++)
        {
            int im = re + half;
            Vector<float> r = a[re],
                m = a[im],
                c = b[re],
                s = sign * b[im];
            (to[re], to[im]) = ((r * c) - (m * s), (m * c) + (r * s));
        }
    }

    /// <summary>sum += z · w.</summary>
    public static void AddProduct(ReadOnlySpan<float> z, ReadOnlySpan<float> w, Span<float> sum, int lanes)
    {
        ReadOnlySpan<Vector<float>> a = Vectors(z),
            b = Vectors(w);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(sum);
        int half = Whole(lanes);
        for (int block = 0; block < to.Length; block += 2 * half)
        for (int re = block; re < block + half; re++)
        {
            int im = re + half;
            Vector<float> r = a[re],
                m = a[im];
            (to[re], to[im]) = (to[re] + ((r * b[re]) - (m * b[im])), to[im] + ((m * b[re]) + (r * b[im])));
        }
    }

    /// <summary>z = z · factor, one real factor per element.</summary>
    public static void Scale(Span<float> z, ReadOnlySpan<float> factor, int lanes)
    {
        ReadOnlySpan<Vector<float>> w = Vectors(factor);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(z);
        int half = Whole(lanes);
        for (int block = 0, e = 0; block < to.Length; block += 2 * half, e += half)
        for (int i = 0; i < half; i++)
        {
            to[block + i] *= w[e + i];
            to[block + half + i] *= w[e + i];
        }
    }

    /// <summary>Squared magnitude of every element.</summary>
    public static void AbsSquared(ReadOnlySpan<float> z, Span<float> squared, int lanes)
    {
        ReadOnlySpan<Vector<float>> from = Vectors(z);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(squared);
        int half = Whole(lanes);
        for (int block = 0, e = 0; block < from.Length; block += 2 * half, e += half)
        for (int i = 0; i < half; i++)
        {
            Vector<float> r = from[block + i],
                m = from[block + half + i];
            to[e + i] = (m * m) + (r * r);
        }
    }

    /// <summary>Vectors in a block of real parts.</summary>
    private static int Whole(int lanes) =>
        lanes % Vector<float>.Count == 0
            ? lanes / Vector<float>.Count
            : throw new ArgumentException($"{lanes} lanes are no whole number of vectors of {Vector<float>.Count}.", nameof(lanes));

    /// <summary>The same samples, vector by vector.</summary>
    public static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> z) => MemoryMarshal.Cast<float, Vector<float>>(z);
}
