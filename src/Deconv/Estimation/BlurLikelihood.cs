using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Estimation;

/// <summary>
/// How well a PSF explains the spectrum of an image, without restoring it: natural images have power c/f^2γ with γ about 1, so a blurred image has
/// |K|²c/f^2γ + σ² (Whittle's likelihood). It is sensitive to the size and the nulls of a PSF, but not to a flip or a shift, which do not change |K|.
/// </summary>
internal sealed class BlurLikelihood
{
    /// <summary>Squared frequency below which the spectrum depends on the composition of the image, not on the blur.</summary>
    private const float LowFrequency = 0.0006f;

    /// <summary>Number of frequencies beyond which accuracy does not improve.</summary>
    private const int MaxFrequencies = 1 << 13;

    private readonly RealFft2D _fft;
    private readonly int[] _elements;
    private readonly SpectrumFit _fit;

    /// <summary>Computes the power spectrum of an image under a Hann window.</summary>
    public BlurLikelihood(ReadOnlySpan<float> image, Shape shape)
    {
        _fft = new RealFft2D(RealFft2D.FastShape(shape));
        using AlignedBuffer plane = AlignedPool.Rent(_fft.Shape.Count);
        using AlignedBuffer spectrum = AlignedPool.Rent(_fft.SpectrumLength);
        using AlignedBuffer values = AlignedPool.Rent(3 * _fft.Elements);
        int n = _fft.Elements;
        Span<float> power = values.Span[..n],
            squared = values.Span.Slice(n, n),
            multiplicity = values.Span[(2 * n)..];
        double energy = NoiseEstimator.Windowed(image, shape, plane.Span, _fft.Shape.Width);
        _fft.Forward(plane.Span, spectrum.Span);
        Spectra.AbsSquared(spectrum.Span, power, _fft.Lanes);
        _fft.FrequencySquared(squared);
        _fft.Multiplicity(multiplicity);
        int step = Math.Max(1, n / MaxFrequencies) | 1; // odd, so that no lane is favored
        var chosen = new List<int>();
        for (int i = 0; i < n; i += step)
            if (squared[i] > LowFrequency && multiplicity[i] > 0)
                chosen.Add(i);
        _elements = [.. chosen];
        var log = new double[_elements.Length];
        var seen = new double[_elements.Length];
        for (int i = 0; i < log.Length; i++)
            (seen[i], log[i]) = (power[_elements[i]] / energy, Math.Log(squared[_elements[i]]));
        _fit = new SpectrumFit(seen, log);
    }

    /// <summary>
    /// Negative log-likelihood per frequency, up to a constant; smaller is better. The strength c and slope γ of the sharp image's spectrum and the
    /// noise n are fitted, for the first PSF from an initial guess and for later ones from the fit of the first. Evaluate the most likely PSF first.
    /// </summary>
    public double Cost(Psf psf)
    {
        using AlignedBuffer spectrum = AlignedPool.Rent(_fft.SpectrumLength);
        using AlignedBuffer power = AlignedPool.Rent(_fft.Elements);
        CyclicKernel.Transform(_fft, psf, spectrum.Span);
        Spectra.AbsSquared(spectrum.Span, power.Span, _fft.Lanes);
        var passed = new double[_elements.Length];
        for (int i = 0; i < passed.Length; i++)
            passed[i] = power.Span[_elements[i]];
        return _fit.Cost(passed);
    }
}
