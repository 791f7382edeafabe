using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>Automatic rules for the strength of the prior and the trust in the PSF, derived from the noise.</summary>
internal static class AutomaticParameters
{
    /// <summary>Rounding and model error present in every image, in units of white.</summary>
    private const double NoiseFloor = 0.4 / 255;

    /// <summary>
    /// Power of natural images at squared frequency 1, over the variance of the image: their power spectrum is about 0.0346 var / f².
    /// </summary>
    private const double SpectrumScale = 0.0346;

    /// <summary>Noise that the data term assumes: the measured noise plus a floor; no floor for an exact PSF.</summary>
    /// <param name="noise">Standard deviation of the noise, measured or given, in units of white.</param>
    /// <param name="hidden">Noise hidden by compression, in units of white.</param>
    /// <param name="trust">How exactly the PSF is known.</param>
    /// <param name="axis">Length of the axes of the channels in units of those of the planes: the floor is that of a channel.</param>
    public static double EffectiveNoise(double noise, double hidden, PsfTrust trust, double axis)
    {
        double known = Math.Sqrt((noise * noise) + (hidden * hidden));
        return trust == PsfTrust.Exact ? Math.Max(known, 0.05 / 255) : Math.Sqrt((known * known) + (NoiseFloor * NoiseFloor / (axis * axis)));
    }

    /// <summary>
    /// Factor of λ for a PSF. Blurs that leave little of the high frequencies (disks, Gaussians, long lines) need less smoothing than the shake
    /// kernels the rule was fitted on: over 17 PSFs and three noise levels, the best factor is proportional to the mean of |K| to the power 0.8. It
    /// also decreases with the noise where noise, not the error of the PSF, limits the result.
    /// </summary>
    /// <param name="psf">The blur.</param>
    /// <param name="noise">Standard deviation of the noise, measured or given, in units of white.</param>
    /// <param name="effective">The noise with its floors, from <see cref="EffectiveNoise"/>.</param>
    public static double PsfFactor(Psf psf, double noise, double effective)
    {
        double share = Math.Min(1, noise * noise / (effective * effective));
        return Math.Clamp(Math.Pow(MeanTransfer(psf) / 0.12, 0.8), 0.25, 1)
            * Math.Clamp(Math.Pow(effective / 0.011, 0.4 * share * share * share), 0.4, 1);
    }

    /// <summary>Mean of |K| over all frequencies.</summary>
    internal static double MeanTransfer(Psf psf)
    {
        var fft = new RealFft2D(
            RealFft2D.FastShape(
                new(psf.Shape.Height == 1 ? 1 : Math.Max(64, 2 * psf.Shape.Height), psf.Shape.Width == 1 ? 1 : Math.Max(64, 2 * psf.Shape.Width))
            )
        );
        using AlignedBuffer buffer = AlignedPool.Rent(fft.SpectrumLength + (2 * fft.Elements));
        Span<float> spectrum = buffer.Span[..fft.SpectrumLength],
            power = buffer.Span.Slice(fft.SpectrumLength, fft.Elements),
            times = buffer.Span[(fft.SpectrumLength + fft.Elements)..];
        CyclicKernel.Transform(fft, psf, spectrum);
        Spectra.AbsSquared(spectrum, power, fft.Lanes);
        fft.Multiplicity(times);
        double sum = 0,
            count = 0;
        for (int i = 0; i < power.Length; i++)
        {
            sum += times[i] * Math.Sqrt(power[i]);
            count += times[i];
        }

        return sum / count;
    }

    /// <summary>
    /// f₀² of the spectral weight: the squared frequency where an error ε of the transfer function weighs as much as the noise.
    /// </summary>
    public static double ModelError(ReadOnlySpan<float> image, double noise, PsfTrust trust)
    {
        double epsilon = trust switch
        {
            PsfTrust.Exact => 0,
            PsfTrust.Estimated => 0.04,
            _ => 0.016,
        };
        double mean = Reduce.Sum(image) / image.Length,
            variance = Math.Max(0, (Reduce.SumOfSquares(image) / image.Length) - (mean * mean));
        return epsilon * epsilon * SpectrumScale * variance / (noise * noise);
    }

    /// <summary>Noise power over the power of an image's details.</summary>
    public static double NoiseToSignal(ReadOnlySpan<float> image, double noise)
    {
        double mean = Reduce.Sum(image) / image.Length,
            variance = (Reduce.SumOfSquares(image) / image.Length) - (mean * mean);
        return Math.Clamp(noise * noise / Math.Max(variance, 1e-12) * 10, 1e-5, 1);
    }
}
