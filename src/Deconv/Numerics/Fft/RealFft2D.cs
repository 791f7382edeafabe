namespace Deconv.Numerics.Fft;

/// <summary>
/// Two-dimensional transform of a real plane: X[u, v] = Σ x[j, k] e^(−2πi(uj/H + vk/W)), of which the half that determines the rest is kept.
/// <para>
/// A spectrum is blocks of [<see cref="Lanes"/> real parts | <see cref="Lanes"/> imaginary parts]; element e has its real part at float
/// (e / Lanes)·2·Lanes + e % Lanes. The order of the frequencies is private to the transform: spectra of one transform go together, and
/// <see cref="FrequencySquared"/> tells what is where. Immutable and thread-safe.
/// </para>
/// </summary>
internal sealed class RealFft2D
{
    private readonly ComplexFft _columns;
    private readonly ComplexFft _rows;
    private readonly float[] _cos;
    private readonly float[] _sin;
    private readonly int _half;

    /// <param name="shape">Size of the plane, from <see cref="FastShape"/>: an even height, factors 2, 3, 5 only.</param>
    public RealFft2D(Shape shape)
    {
        if ((shape.Height & 1) != 0) throw new ArgumentException($"The transform needs an even height, not {shape}.", nameof(shape));
        Shape = shape;
        _half = shape.Height / 2;
        _columns = new ComplexFft(_half);
        _rows = new ComplexFft(shape.Width);
        Elements = (_half + 1) * shape.Width;
        _cos = new float[_half + 1];
        _sin = new float[_half + 1];
        for (int k = 0; k <= _half; k++)
        {
            (double sin, double cos) = Math.SinCos(-2 * Math.PI * k / shape.Height);
            (_cos[k], _sin[k]) = ((float)cos, (float)sin);
        }
    }

    /// <summary>Size of the plane.</summary>
    public Shape Shape { get; }

    /// <summary>Complex elements of a spectrum.</summary>
    public int Elements { get; }

    /// <summary>Floats of a spectrum.</summary>
    public int SpectrumLength => 2 * Elements;

    /// <summary>Real parts that lie together before as many imaginary parts follow.</summary>
    public int Lanes => Elements;

    /// <summary>The smallest shape this transform is fast for that contains <paramref name="atLeast"/>.</summary>
    public static Shape FastShape(Shape atLeast) => FftSize.Next(atLeast);

    /// <summary>spectrum = transform of x (unnormalized).</summary>
    public void Forward(ReadOnlySpan<float> x, Span<float> spectrum)
    {
        int w = Shape.Width, rows = _half + 1;
        using AlignedBuffer work = AlignedPool.Rent(4 * Elements);
        Span<float> re = work.Span[..Elements], im = work.Span.Slice(Elements, Elements);
        Span<float> workRe = work.Span.Slice(2 * Elements, Elements), workIm = work.Span.Slice(3 * Elements, Elements);
        for (int y = 0; y < _half; y++)
        {
            x.Slice(2 * y * w, w).CopyTo(re[(y * w)..]);
            x.Slice(((2 * y) + 1) * w, w).CopyTo(im[(y * w)..]);
        }

        _columns.Transform(re, im, workRe, workIm, w, inverse: false);

        // Z = E + iO with E, O the transforms of the even and odd rows: X[k] = E[k] + e^(−2πik/H) O[k]; k and half − k share their data.
        for (int k = 0; k <= _half / 2; k++)
        {
            int j = _half - k, a = k * w, b = (j % _half) * w;
            for (int i = 0; i < w; i++)
            {
                float zr = re[a + i], zi = im[a + i], yr = re[b + i], yi = im[b + i];
                float er = 0.5f * (zr + yr), ei = 0.5f * (zi - yi), or = 0.5f * (zi + yi), oi = 0.5f * (yr - zr);
                float tr = (or * _cos[k]) - (oi * _sin[k]), ti = (oi * _cos[k]) + (or * _sin[k]);
                (workRe[a + i], workIm[a + i]) = (er + tr, ei + ti);
                (workRe[(j * w) + i], workIm[(j * w) + i]) = (er - tr, ti - ei);
            }
        }

        Span<float> outRe = spectrum[..Elements], outIm = spectrum[Elements..];
        Transpose(workRe, outRe, rows, w);
        Transpose(workIm, outIm, rows, w);
        _rows.Transform(outRe, outIm, workRe, workIm, rows, inverse: false);
    }

    /// <summary>x = inverse transform, scaled by 1/(HW) so that it undoes <see cref="Forward"/>. The spectrum ends arbitrary.</summary>
    public void Inverse(Span<float> spectrum, Span<float> x)
    {
        int w = Shape.Width, rows = _half + 1;
        using AlignedBuffer work = AlignedPool.Rent(2 * Elements);
        Span<float> workRe = work.Span[..Elements], workIm = work.Span[Elements..];
        Span<float> re = spectrum[..Elements], im = spectrum[Elements..];
        _rows.Transform(re, im, workRe, workIm, rows, inverse: true);
        Transpose(re, workRe, w, rows);
        Transpose(im, workIm, w, rows);
        float scale = 1f / ((float)_half * w);
        for (int k = 0; k <= _half / 2; k++)
        {
            int j = _half - k, a = k * w, b = j * w;
            for (int i = 0; i < w; i++)
            {
                float xr = workRe[a + i], xi = workIm[a + i], yr = workRe[b + i], yi = workIm[b + i];
                float er = 0.5f * (xr + yr), ei = 0.5f * (xi - yi), dr = 0.5f * (xr - yr), di = 0.5f * (xi + yi);
                float or = (dr * _cos[k]) + (di * _sin[k]), oi = (di * _cos[k]) - (dr * _sin[k]);
                (re[a + i], im[a + i]) = (scale * (er - oi), scale * (ei + or));
                if (j < _half) (re[b + i], im[b + i]) = (scale * (er + oi), scale * (or - ei));
            }
        }

        _columns.Transform(re, im, workRe, workIm, w, inverse: true);
        for (int y = 0; y < _half; y++)
        {
            re.Slice(y * w, w).CopyTo(x[(2 * y * w)..]);
            im.Slice(y * w, w).CopyTo(x[(((2 * y) + 1) * w)..]);
        }
    }

    /// <summary>Squared spatial frequency of every element in (cycles per sample)², 0 to 0.5.</summary>
    /// <param name="squared"><see cref="Elements"/> floats, overwritten.</param>
    public void FrequencySquared(Span<float> squared)
    {
        int rows = _half + 1;
        for (int v = 0; v < Shape.Width; v++)
        {
            double fx = (double)Math.Min(v, Shape.Width - v) / Shape.Width;
            for (int u = 0; u < rows; u++)
            {
                double fy = (double)u / Shape.Height;
                squared[(v * rows) + u] = (float)((fx * fx) + (fy * fy));
            }
        }
    }

    /// <summary>How many frequencies of the full spectrum each element stands for: 1 or 2 (0 for padding); what Parseval's sum needs.</summary>
    /// <param name="multiplicity"><see cref="Elements"/> floats, overwritten.</param>
    public void Multiplicity(Span<float> multiplicity)
    {
        int rows = _half + 1;
        multiplicity.Fill(2);
        for (int v = 0; v < Shape.Width; v++) (multiplicity[v * rows], multiplicity[(v * rows) + _half]) = (1, 1);
    }

    private static void Transpose(ReadOnlySpan<float> from, Span<float> to, int height, int width)
    {
        const int Tile = 16;
        for (int y0 = 0; y0 < height; y0 += Tile)
            for (int x0 = 0; x0 < width; x0 += Tile)
                for (int y = y0; y < Math.Min(height, y0 + Tile); y++)
                    for (int x = x0; x < Math.Min(width, x0 + Tile); x++)
                        to[(x * height) + y] = from[(y * width) + x];
    }
}
