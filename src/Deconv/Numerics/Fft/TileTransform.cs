using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Fft;

/// <summary>Which spectrum a tile is multiplied by.</summary>
internal enum SpectrumFactor
{
    /// <summary>The spectrum itself: convolution.</summary>
    Plain,

    /// <summary>Its conjugate: correlation.</summary>
    Conjugate,
}

/// <summary>
/// The real transform of one tile that stays in the second-level cache: negacyclic down the columns, cyclic along the rows.
/// <para>
/// A real signal of T samples modulo x^T + 1 is a complex one of T/2 samples, x[j] + i·x[j + T/2], modulo x^(T/2) − i. So T rows are packed
/// as T/2 complex ones, with one set of twiddles, no special frequencies and nothing to unscramble. What wraps around returns with its sign
/// flipped, which does not matter to a method that discards what wraps around.
/// </para>
/// Immutable and thread-safe; the workspace belongs to the caller.
/// </summary>
internal abstract unsafe class TileTransform(Shape shape)
{
    /// <summary>Samples of a tile.</summary>
    public Shape Shape { get; } = shape;

    /// <summary>Floats of a spectrum.</summary>
    public int SpectrumLength => Shape.Count;

    /// <summary>What a forward and an inverse transform together multiply by.</summary>
    public float Gain => 0.5f * Shape.Count;

    /// <summary>Floats of scratch a call needs, 64-byte aligned.</summary>
    public abstract int WorkspaceLength { get; }

    /// <summary>A transform with kernels of a vector width.</summary>
    /// <param name="shape">From <see cref="IsPossible"/>.</param>
    /// <param name="vectorBits">From <see cref="VectorWidth"/>.</param>
    public static TileTransform Create(Shape shape, int vectorBits) =>
        vectorBits switch
        {
            512 => new TileTransform<Lanes512>(shape),
            256 => new TileTransform<Lanes256>(shape),
            _ => new TileTransform<Lanes128>(shape),
        };

    /// <summary>Whether there is a transform of a shape: factors 2, 3, 5, whole vectors, and rows that come out even in the leaves.</summary>
    public static bool IsPossible(Shape shape, int lanes)
    {
        if (shape.Height % 2 != 0 || shape.Width % lanes != 0 || shape.Width < 2 * lanes)
            return false;
        int strips = shape.Width / lanes,
            together = 1;
        while (strips * together % lanes != 0)
            together *= 2;
        return shape.Height / 2 % together == 0 && FftSize.IsSmooth(shape.Height) && FftSize.IsSmooth(shape.Width);
    }

    /// <summary>spectrum = transform of the window.</summary>
    public abstract void Forward(in Window source, float* spectrum, float* workspace);

    /// <summary>target = inverse of (transform of source) · spectrum, times <see cref="Gain"/>.</summary>
    public abstract void Filter(in Window source, float* spectrum, SpectrumFactor factor, in TileTarget target, float* workspace);

    /// <summary>target = inverse of x · spectrum, times <see cref="Gain"/>.</summary>
    public abstract void Inverse(float* x, float* spectrum, SpectrumFactor factor, in TileTarget target, float* workspace);

    /// <summary>target = inverse of a spectrum, times <see cref="Gain"/>.</summary>
    public abstract void Inverse(float* spectrum, in TileTarget target, float* workspace);

    /// <summary>sum += (transform of x) · conj(transform of r).</summary>
    public abstract void Correlate(in Window x, in Window r, float* sum, float* workspace);

    /// <summary>sum += x · conj(transform of r), x being a spectrum.</summary>
    public abstract void Correlate(float* x, in Window r, float* sum, float* workspace);
}
