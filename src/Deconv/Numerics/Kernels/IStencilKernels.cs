namespace Deconv.Numerics.Kernels;

/// <summary>
/// The innermost loops of the direct sums for one vector width, generated (see docs/engine.md). Stencils are correlations: output x of a row
/// is Σₖ weights[k] · input[x + k]. Rows of input are given by their addresses, so that a row may be anywhere, or be zero.
/// </summary>
internal unsafe interface IStencilKernels
{
    /// <summary>Output rows per block.</summary>
    static abstract int BlockRows { get; }

    /// <summary>Output columns per block.</summary>
    static abstract int BlockWidth { get; }

    /// <summary>Shifts per call of <see cref="ShiftedProducts"/>.</summary>
    static abstract int Shifts { get; }

    /// <summary>
    /// Blocks of BlockRows rows, side by side, of a stencil of height x width weights, height at least BlockRows − 1. Reads BlockRows + height
    /// − 1 rows from column x on. With <paramref name="stream"/> rows of output must be aligned to vectors and bypass the caches.
    /// </summary>
    static abstract void StencilSums(
        float** rows,
        nint x,
        float* to,
        nint toStride,
        float* weights,
        nint height,
        nint width,
        nint blocks,
        bool stream
    );

    /// <summary>As <see cref="StencilSums"/>, one row of output, any height.</summary>
    static abstract void StencilSumsOneRow(
        float** rows,
        nint x,
        float* to,
        nint toStride,
        float* weights,
        nint height,
        nint width,
        nint blocks,
        bool stream
    );

    /// <summary>As <see cref="StencilSums"/> with a stencil of one column.</summary>
    static abstract void ColumnSums(float** rows, nint x, float* to, nint toStride, float* weights, nint height, nint blocks, bool stream);

    /// <summary>As <see cref="ColumnSums"/>, one row of output, any height.</summary>
    static abstract void ColumnSumsOneRow(float** rows, nint x, float* to, nint toStride, float* weights, nint height, nint blocks, bool stream);

    /// <summary>Blocks of one row of a stencil of one row.</summary>
    static abstract void RowSums(float* from, float* to, float* weights, nint width, nint blocks, bool stream);

    /// <summary>sums[s] += Σᵢ y[i] · x[i + s] for <see cref="Shifts"/> shifts s.</summary>
    static abstract void ShiftedProducts(float* y, float* x, nint vectors, double* sums);
}
