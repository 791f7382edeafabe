using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Fft;

/// <summary>Processes one leaf of a row between the forward and the inverse transform.</summary>
internal unsafe interface IRowStep
{
    /// <summary>Takes a leaf of the spectrum back into <paramref name="work"/>.</summary>
    void Inverse<TKernels>(RowPasses<TKernels> rows, int group, float* leaf, nint offset, float* work)
        where TKernels : IFftKernels;

    /// <summary>Prefetches what <see cref="Inverse"/> will need soon.</summary>
    void Prefetch(nint offset, int length);
}

/// <summary>The product with a spectrum or its conjugate, inside the inverse leaf.</summary>
internal readonly unsafe struct ProductStep(float* spectrum, SpectrumFactor factor) : IRowStep
{
    public void Inverse<TKernels>(RowPasses<TKernels> rows, int group, float* leaf, nint offset, float* work)
        where TKernels : IFftKernels
    {
        if (factor == SpectrumFactor.Plain)
            rows.InverseLeafTimes(group, leaf, spectrum + offset, work);
        else
            rows.InverseLeafTimesConjugate(group, leaf, spectrum + offset, work);
    }

    public void Prefetch(nint offset, int length) => Numerics.Prefetch.Run(spectrum + offset, length);
}

/// <summary>Any formula, in the first-level cache between the two leaves.</summary>
internal unsafe struct FormulaStep<TFormula>(TFormula formula) : IRowStep
    where TFormula : struct, ISpectralFormula
{
    private TFormula _formula = formula;

    public void Inverse<TKernels>(RowPasses<TKernels> rows, int group, float* leaf, nint offset, float* work)
        where TKernels : IFftKernels
    {
        _formula.Apply(new Span<float>(leaf, rows.LeafLength), (int)(offset / 2));
        rows.InverseLeaf(group, leaf, work);
    }

    public readonly void Prefetch(nint offset, int length) { }
}
