using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Fft;

/// <summary>
/// The transform behind <see cref="RealFft2D"/> in three trips through memory: columns (some strips at a time, transformed in the cache and
/// written out row by row), rows (in place), columns back. Immutable and thread-safe.
/// </summary>
internal abstract unsafe class WholeTransform(Shape shape, int threads)
{
    public Shape Shape { get; } = shape;

    protected int Threads { get; } = threads;

    /// <summary>Floats of a spectrum.</summary>
    public abstract int SpectrumLength { get; }

    public static WholeTransform Create(Shape shape, int threads, int vectorBits) =>
        vectorBits switch
        {
            512 => new WholeTransform<Lanes512>(shape, threads),
            256 => new WholeTransform<Lanes256>(shape, threads),
            _ => new WholeTransform<Lanes128>(shape, threads),
        };

    /// <summary>spectrum = transform of the window, unnormalized.</summary>
    public abstract void Forward(in Window source, float* spectrum);

    /// <summary>target = inverse, normalized; the spectrum ends arbitrary.</summary>
    public abstract void Inverse(float* spectrum, in TileTarget target);

    /// <summary>target = inverse of what the step makes of the transform of the source. The spectrum is scratch.</summary>
    public abstract void Filter<TStep>(in Window source, in TileTarget target, TStep step, float* spectrum)
        where TStep : struct, IRowStep;

    /// <summary>Signed frequencies (cycles per height, cycles per width) of every element, in the order of a spectrum; padding has none.</summary>
    public abstract void VisitFrequencies(Action<int, int, int> elementVerticalHorizontal);
}
