namespace Deconv.Numerics.Fft;

/// <summary>
/// What is done to a spectrum between a forward and an inverse transform, frequency by frequency: a Wiener filter, a half-quadratic step. A
/// struct, so that it is compiled into the pass over the rows and no spectrum needs to be kept.
/// </summary>
internal interface ISpectralFormula
{
    /// <summary>
    /// Changes some blocks of the spectrum in place. Calls come from several threads, in any order, for disjoint blocks.
    /// </summary>
    /// <param name="z">Whole blocks of [Lanes real parts | Lanes imaginary parts].</param>
    /// <param name="element">Index of the first element; its real part is float 2·element of a spectrum, a block being 2·Lanes floats.</param>
    void Apply(Span<float> z, int element);
}
