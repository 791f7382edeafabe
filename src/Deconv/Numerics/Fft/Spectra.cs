using System.Numerics.Tensors;

namespace Deconv.Numerics.Fft;

/// <summary>Arithmetic on spectra in the block layout of <see cref="RealFft2D"/>.</summary>
internal static class Spectra
{
    /// <summary>z = z · w, or z · conj(w).</summary>
    public static void Multiply(Span<float> z, ReadOnlySpan<float> w, int lanes, bool conjugate)
    {
        float sign = conjugate ? -1 : 1;
        for (int block = 0; block < z.Length; block += 2 * lanes)
        {
            Span<float> zr = z.Slice(block, lanes), zi = z.Slice(block + lanes, lanes);
            ReadOnlySpan<float> wr = w.Slice(block, lanes), wi = w.Slice(block + lanes, lanes);
            for (int i = 0; i < lanes; i++)
            {
                float r = zr[i], m = zi[i], c = wr[i], s = sign * wi[i];
                (zr[i], zi[i]) = ((r * c) - (m * s), (m * c) + (r * s));
            }
        }
    }

    /// <summary>z = z · factor, one real factor per element.</summary>
    public static void Scale(Span<float> z, ReadOnlySpan<float> factor, int lanes)
    {
        for (int block = 0, e = 0; block < z.Length; block += 2 * lanes, e += lanes)
        {
            ReadOnlySpan<float> w = factor.Slice(e, lanes);
            Span<float> real = z.Slice(block, lanes), imaginary = z.Slice(block + lanes, lanes);
            TensorPrimitives.Multiply(real, w, real);
            TensorPrimitives.Multiply(imaginary, w, imaginary);
        }
    }

    /// <summary>Squared magnitude of every element.</summary>
    public static void AbsSquared(ReadOnlySpan<float> z, Span<float> squared, int lanes)
    {
        for (int block = 0, e = 0; block < z.Length; block += 2 * lanes, e += lanes)
        {
            ReadOnlySpan<float> zr = z.Slice(block, lanes), zi = z.Slice(block + lanes, lanes);
            Span<float> target = squared.Slice(e, lanes);
            TensorPrimitives.Multiply(zr, zr, target);
            TensorPrimitives.MultiplyAdd(zi, zi, target, target);
        }
    }
}
