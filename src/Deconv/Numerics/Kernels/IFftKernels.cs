namespace Deconv.Numerics.Kernels;

/// <summary>
/// The innermost loops of the transforms for one vector width, generated as straight-line code (see docs/engine.md).
/// <para>
/// An element is <see cref="Lanes"/> complex numbers, [Lanes real parts | Lanes imaginary parts], 64-byte aligned. Lanes are adjacent columns
/// that go through the same arithmetic. Steps and strides are in floats. Static members, so that code generic over the width compiles to
/// direct calls.
/// </para>
/// </summary>
internal unsafe interface IFftKernels
{
    /// <summary>Floats per vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// One splitting pass: each block of radix·run elements holds a polynomial modulo x^(radix·run) − c and leaves as its remainders modulo
    /// the radix factors x^run − cⱼ. Twiddles are radix − 1 complex numbers per block.
    /// </summary>
    static abstract void Forward(
        int radix,
        bool twiddled,
        float* from,
        nint fromStep,
        float* to,
        nint toStep,
        nint blocks,
        nint run,
        float* twiddles
    );

    /// <summary>Undoes <see cref="Forward"/> times radix.</summary>
    static abstract void Inverse(
        int radix,
        bool twiddled,
        float* from,
        nint fromStep,
        float* to,
        nint toStep,
        nint blocks,
        nint run,
        float* twiddles
    );

    /// <summary>The last radix of a row, Lanes, across the lanes of Lanes contiguous elements.</summary>
    static abstract void LeafForward(float* from, float* to, float* twiddles);

    /// <summary>Undoes <see cref="LeafForward"/> times Lanes.</summary>
    static abstract void LeafInverse(float* from, float* to, float* twiddles);

    /// <summary><see cref="LeafInverse"/> of the product with a spectrum.</summary>
    static abstract void LeafInverseTimes(float* from, float* spectrum, float* to, float* twiddles);

    /// <summary><see cref="LeafInverse"/> of the product with the conjugate of a spectrum.</summary>
    static abstract void LeafInverseTimesConjugate(float* from, float* spectrum, float* to, float* twiddles);

    /// <summary>Deals a row out: vector i goes to strips + i·stripStride.</summary>
    static abstract void RowToStrips(float* row, float* strips, nint stripStride, nint count);

    /// <summary>Deals two rows out, as real and imaginary parts.</summary>
    static abstract void RowsToStrips(float* first, float* second, float* strips, nint stripStride, nint count);

    /// <summary>Deals zeros out.</summary>
    static abstract void ClearStrips(float* strips, nint stripStride, nint count);

    /// <summary>Collects a row.</summary>
    static abstract void StripsToRow(float* strips, nint stripStride, float* row, nint count);

    /// <summary>Collects a row past the caches; the row must be aligned to a vector.</summary>
    static abstract void StripsToRowStreaming(float* strips, nint stripStride, float* row, nint count);

    /// <summary>Copies a row past the caches to anywhere.</summary>
    static abstract void StreamRow(float* from, float* to, nint count);

    /// <summary>sum += x · conj(r), element by element.</summary>
    static abstract void AddTimesConjugate(float* x, float* r, float* sum, nint elements);

    /// <summary>Rows 0 and H/2 of the transform of H real rows, from frequency 0 of the transform of packed row pairs.</summary>
    static abstract void SplitEnds(float* strips, nint stripStride, float* first, float* last, nint count);

    /// <summary>
    /// Rows k and H/2 − k of the transform of H real rows from a = Z[k], b = Z[H/2 − k], Z the transform of even rows + i·odd rows:
    /// X[k] = E + e^(−2πik/H) O with E = (a + conj b)/2, O = (a − conj b)/2i, and X[H/2 − k] = conj(E − e^(−2πik/H) O). With
    /// <paramref name="stream"/> they bypass the caches and must be aligned.
    /// </summary>
    static abstract void SplitPair(float* a, float* b, nint stripStride, float* low, float* high, nint count, float cos, float sin, bool stream);

    /// <summary>Undoes <see cref="SplitEnds"/> times 2·scale.</summary>
    static abstract void MergeEnds(float* first, float* last, float* strips, nint stripStride, nint count, float scale);

    /// <summary>Undoes <see cref="SplitPair"/> times 2·scale.</summary>
    static abstract void MergePair(float* low, float* high, float* a, float* b, nint stripStride, nint count, float cos, float sin, float scale);
}
