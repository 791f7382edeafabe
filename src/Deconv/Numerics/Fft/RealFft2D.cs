namespace Deconv.Numerics.Fft;

/// <summary>
/// Two-dimensional transform of a real plane: X[u, v] = Σ x[j, k] e^(−2πi(uj/H + vk/W)), of which the half that determines the rest is kept.
/// <para>
/// A spectrum is blocks of [<see cref="Lanes"/> real parts | <see cref="Lanes"/> imaginary parts]; element e has its real part at float
/// (e / Lanes)·2·Lanes + e % Lanes. The order of the frequencies is private to the transform: spectra of one transform go together, and
/// <see cref="FrequencySquared"/> tells what is where. Some elements are padding: zero in a transform, and without effect on an inverse.
/// Immutable and thread-safe.
/// </para>
/// </summary>
internal sealed unsafe class RealFft2D
{
    private readonly WholeTransform _transform;

    /// <param name="shape">Size of the plane, from <see cref="FastShape"/>.</param>
    /// <param name="threads">Threads to use; results do not depend on it.</param>
    public RealFft2D(Shape shape, int threads = 1)
        : this(shape, threads, VectorWidth.Best) { }

    /// <param name="shape">Size of the plane, from <see cref="FastShape"/> for the vector width.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="vectorBits">Vector width of the kernels.</param>
    internal RealFft2D(Shape shape, int threads, int vectorBits)
    {
        Lanes = vectorBits / 32;
        if (shape != FftSize.Next(shape, Lanes))
            throw new ArgumentException(
                $"The transform needs a shape from FastShape such as {FftSize.Next(shape, Lanes)}, not {shape}.",
                nameof(shape)
            );
        Shape = shape;
        _transform = WholeTransform.Create(shape, threads, vectorBits);
    }

    /// <summary>Size of the plane.</summary>
    public Shape Shape { get; }

    /// <summary>Complex elements of a spectrum, padding included.</summary>
    public int Elements => SpectrumLength / 2;

    /// <summary>Floats of a spectrum.</summary>
    public int SpectrumLength => _transform.SpectrumLength;

    /// <summary>Real parts that lie together before as many imaginary parts follow.</summary>
    public int Lanes { get; }

    /// <summary>The smallest shape this transform is fast for that contains <paramref name="atLeast"/>.</summary>
    public static Shape FastShape(Shape atLeast) => FftSize.Next(atLeast, VectorWidth.BestLanes);

    /// <summary>spectrum = transform of x (unnormalized).</summary>
    public void Forward(ReadOnlySpan<float> x, Span<float> spectrum)
    {
        CheckLengths(x.Length, spectrum.Length);
        fixed (
            float* from = x,
                to = spectrum
        )
            _transform.Forward(new Window(from, Shape, 0, 0), to);
        GC.KeepAlive(this);
    }

    /// <summary>spectrum = transform of a window of Shape.</summary>
    internal void Forward(in Window x, Span<float> spectrum)
    {
        fixed (float* to = spectrum)
            _transform.Forward(x, to);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// x = inverse transform, scaled by 1/(HW) so that it undoes <see cref="Forward(ReadOnlySpan{float}, Span{float})"/>. The spectrum ends
    /// arbitrary.
    /// </summary>
    public void Inverse(Span<float> spectrum, Span<float> x)
    {
        CheckLengths(x.Length, spectrum.Length);
        fixed (
            float* from = spectrum,
                to = x
        )
            _transform.Inverse(from, Target(to, Shape));
        GC.KeepAlive(this);
    }

    /// <summary>y = inverse transform of what the formula makes of the transform of x, in one go: no spectrum is written out in between.</summary>
    public void Filter<TFormula>(ReadOnlySpan<float> x, Span<float> y, TFormula formula)
        where TFormula : struct, ISpectralFormula
    {
        CheckLengths(x.Length, SpectrumLength);
        CheckLengths(y.Length, SpectrumLength);
        using AlignedBuffer spectrum = AlignedPool.Rent(SpectrumLength);
        fixed (
            float* from = x,
                to = y
        )
            _transform.Filter(new Window(from, Shape, 0, 0), Target(to, Shape), new FormulaStep<TFormula>(formula), spectrum.Pointer);
        GC.KeepAlive(this);
    }

    /// <summary>y = x filtered with a spectrum or its conjugate; x and y may be smaller than the plane, which is zero beyond x.</summary>
    internal void Filter(ReadOnlySpan<float> x, Shape xShape, ReadOnlySpan<float> factor, SpectrumFactor kind, Span<float> y, Shape yShape)
    {
        using AlignedBuffer spectrum = AlignedPool.Rent(SpectrumLength);
        fixed (
            float* from = x,
                h = factor,
                to = y
        )
            _transform.Filter(new Window(from, xShape, 0, 0), Target(to, yShape), new ProductStep(h, kind), spectrum.Pointer);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// Squared spatial frequency of every element in (cycles per sample)², 0 to 0.5; of padding 0.25, so that no formula divides by zero.
    /// </summary>
    /// <param name="squared"><see cref="Elements"/> floats, overwritten.</param>
    public void FrequencySquared(Span<float> squared)
    {
        squared[..Elements].Fill(0.25f);
        fixed (float* target = squared)
        {
            float* to = target;
            _transform.VisitFrequencies(
                (element, v, h) =>
                {
                    double y = (double)v / Shape.Height,
                        x = (double)h / Shape.Width;
                    to[element] = (float)((y * y) + (x * x));
                }
            );
        }
    }

    /// <summary>How many frequencies of the full spectrum each element stands for: 1 or 2, and 0 for padding; what Parseval's sum needs.</summary>
    /// <param name="multiplicity"><see cref="Elements"/> floats, overwritten.</param>
    public void Multiplicity(Span<float> multiplicity)
    {
        multiplicity[..Elements].Clear();
        fixed (float* target = multiplicity)
        {
            float* to = target;
            _transform.VisitFrequencies((element, v, _) => to[element] = Multiplicity(v, Shape.Height));
        }
    }

    /// <summary>
    /// Calls with every element that is not padding and its vertical and horizontal frequency in cycles per plane, negative ones included.
    /// </summary>
    internal void VisitFrequencies(Action<int, int, int> elementVerticalHorizontal) => _transform.VisitFrequencies(elementVerticalHorizontal);

    /// <summary>How many frequencies of the full spectrum an element of a vertical frequency stands for.</summary>
    internal static int Multiplicity(int vertical, int height) => vertical == 0 || 2 * vertical == height ? 1 : 2;

    private static TileTarget Target(float* to, Shape shape) => new(to, shape.Width, shape.Height, shape.Width, Streaming.Pays(shape.Count));

    private void CheckLengths(int plane, int spectrum)
    {
        if (plane < Shape.Count)
            throw new ArgumentException($"A {Shape} plane has {Shape.Count} samples, not {plane}.", nameof(plane));
        if (spectrum < SpectrumLength)
            throw new ArgumentException($"A spectrum of {Shape} has {SpectrumLength} floats, not {spectrum}.", nameof(spectrum));
    }
}
