using System.Numerics;

namespace Deconv.Numerics.Fft;

/// <summary>
/// Complex transform of n rows of any length at once, down the columns: X[k] = Σⱼ x[j] e^(∓2πijk/n), unnormalized, natural order.
/// Stockham passes of radix 5, 4, 3, 2; each pass is one small complex matrix per block with the twiddles multiplied in.
/// </summary>
internal sealed class ComplexFft
{
    private readonly int _n;
    private readonly (int Radix, float[] Forward, float[] Inverse)[] _passes;

    public ComplexFft(int n)
    {
        _n = n;
        var passes = new List<(int, float[], float[])>();
        for (int rest = n; rest > 1;)
        {
            int radix = rest % 4 == 0 ? 4 : rest % 5 == 0 ? 5 : rest % 3 == 0 ? 3 : rest % 2 == 0 ? 2 : throw new ArgumentException($"{n} has a prime factor above 5.", nameof(n));
            passes.Add((radix, Coefficients(rest, radix, -1), Coefficients(rest, radix, +1)));
            rest /= radix;
        }

        _passes = [.. passes];
    }

    /// <summary>Transforms rows of <paramref name="length"/> floats in place; the work spans hold as much and end arbitrary.</summary>
    public void Transform(Span<float> re, Span<float> im, Span<float> workRe, Span<float> workIm, int length, bool inverse)
    {
        Span<float> fromRe = re, fromIm = im, toRe = workRe, toIm = workIm;
        int stride = 1, size = _n;
        foreach ((int radix, float[] forward, float[] back) in _passes)
        {
            int blocks = size / radix;
            for (int p = 0; p < blocks; p++)
            {
                ReadOnlySpan<float> coefficients = (inverse ? back : forward).AsSpan(p * radix * radix * 2, radix * radix * 2);
                Butterfly(fromRe, fromIm, toRe, toIm, coefficients, radix, stride * length, p * stride * length, blocks * stride * length, p * radix * stride * length);
            }

            Span<float> swapRe = fromRe, swapIm = fromIm;
            fromRe = toRe;
            fromIm = toIm;
            toRe = swapRe;
            toIm = swapIm;
            size = blocks;
            stride *= radix;
        }

        if ((_passes.Length & 1) == 0) return;
        fromRe[..(_n * length)].CopyTo(re);
        fromIm[..(_n * length)].CopyTo(im);
    }

    /// <summary>yₖ = Σⱼ cₖⱼ xⱼ for runs of <paramref name="run"/> floats: x at from + j·fromStep, y at to + k·run.</summary>
    private static void Butterfly(
        Span<float> re, Span<float> im, Span<float> outRe, Span<float> outIm,
        ReadOnlySpan<float> coefficients, int radix, int run, int from, int fromStep, int to)
    {
        int lanes = Vector<float>.Count, vectorized = run - (run % lanes);
        for (int k = 0; k < radix; k++)
        {
            Span<float> yr = outRe.Slice(to + (k * run), run), yi = outIm.Slice(to + (k * run), run);
            for (int i = 0; i < vectorized; i += lanes)
            {
                Vector<float> sr = Vector<float>.Zero, si = Vector<float>.Zero;
                for (int j = 0; j < radix; j++)
                {
                    int at = from + (j * fromStep) + i, c = ((k * radix) + j) * 2;
                    var xr = new Vector<float>(re[at..]);
                    var xi = new Vector<float>(im[at..]);
                    sr += (xr * coefficients[c]) - (xi * coefficients[c + 1]);
                    si += (xi * coefficients[c]) + (xr * coefficients[c + 1]);
                }

                sr.CopyTo(yr[i..]);
                si.CopyTo(yi[i..]);
            }

            for (int i = vectorized; i < run; i++)
            {
                float sr = 0, si = 0;
                for (int j = 0; j < radix; j++)
                {
                    int at = from + (j * fromStep) + i, c = ((k * radix) + j) * 2;
                    sr += (re[at] * coefficients[c]) - (im[at] * coefficients[c + 1]);
                    si += (im[at] * coefficients[c]) + (re[at] * coefficients[c + 1]);
                }

                (yr[i], yi[i]) = (sr, si);
            }
        }
    }

    private static float[] Coefficients(int size, int radix, int sign)
    {
        int blocks = size / radix;
        var c = new float[blocks * radix * radix * 2];
        for (int p = 0; p < blocks; p++)
            for (int k = 0; k < radix; k++)
                for (int j = 0; j < radix; j++)
                {
                    double angle = sign * 2 * Math.PI * ((((double)j * k) / radix) + ((double)p * k / size));
                    int at = ((((p * radix) + k) * radix) + j) * 2;
                    (double sin, double cos) = Math.SinCos(angle);
                    (c[at], c[at + 1]) = ((float)cos, (float)sin);
                }

        return c;
    }
}
