using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Solvers;

namespace Deconv.Restoration;

/// <summary>
/// How well a PSF explains the spectrum of a picture, without restoring it: scenes have power c/f², so a blurred picture has |K|²c/f² + σ²
/// (Whittle's likelihood). It sees the size and the nulls of a PSF; it cannot see a flip or a shift, which leave |K| as it is.
/// </summary>
internal sealed class BlurLikelihood
{
    /// <summary>Frequencies below this, squared, depend on the composition of the picture and not on the blur.</summary>
    private const float LowFrequency = 0.0006f;

    /// <summary>More frequencies than this tell nothing new.</summary>
    private const int MostFrequencies = 1 << 15;

    private readonly RealFft2D _fft;
    private readonly List<(int Element, double Power, double SquaredFrequency)> _picture = [];

    /// <summary>Takes the power spectrum of a picture, under a Hann window.</summary>
    public BlurLikelihood(ReadOnlySpan<float> picture, Shape shape)
    {
        _fft = new RealFft2D(RealFft2D.FastShape(shape));
        using AlignedBuffer plane = AlignedPool.Rent(_fft.Shape.Count);
        using AlignedBuffer spectrum = AlignedPool.Rent(_fft.SpectrumLength);
        using AlignedBuffer values = AlignedPool.Rent(3 * _fft.Elements);
        int n = _fft.Elements;
        Span<float> power = values.Span[..n], squared = values.Span.Slice(n, n), multiplicity = values.Span[(2 * n)..];
        double energy = NoiseEstimator.Windowed(picture, shape, plane.Span, _fft.Shape.Width);
        _fft.Forward(plane.Span, spectrum.Span);
        Spectra.AbsSquared(spectrum.Span, power, _fft.Lanes);
        _fft.FrequencySquared(squared);
        _fft.Multiplicity(multiplicity);
        int step = Math.Max(1, n / MostFrequencies) | 1; // odd, so that no lane is favored
        for (int i = 0; i < n; i += step)
            if (squared[i] > LowFrequency && multiplicity[i] > 0) _picture.Add((i, power[i] / energy, squared[i]));
    }

    /// <summary>Negative log-likelihood per frequency, up to a constant; smaller is better. The scene's strength c and the noise are fitted.</summary>
    public double Cost(Psf psf)
    {
        using AlignedBuffer spectrum = AlignedPool.Rent(_fft.SpectrumLength);
        using AlignedBuffer power = AlignedPool.Rent(_fft.Elements);
        CyclicKernel.Transform(_fft, psf, spectrum.Span);
        Spectra.AbsSquared(spectrum.Span, power.Span, _fft.Lanes);
        var frequencies = new (double Power, double Scene)[_picture.Count];
        for (int i = 0; i < frequencies.Length; i++) frequencies[i] = (_picture[i].Power, power.Span[_picture[i].Element] / _picture[i].SquaredFrequency);
        double least = double.PositiveInfinity;

        // Two unknown scales, both positive: a coarse search in the noise, the scene's strength by fixed-point steps.
        for (double noise = 1e-8; noise < 1e-2; noise *= 3) least = Math.Min(least, ProfileCost(frequencies, noise));
        return least;
    }

    /// <summary>min over c of the mean of log(c·s + n) + P/(c·s + n).</summary>
    private static double ProfileCost((double Power, double Scene)[] frequencies, double noise)
    {
        double c = Math.Max(1e-12, frequencies.Average(f => f.Power) / Math.Max(1e-12, frequencies.Average(f => f.Scene)));
        for (int i = 0; i < 12; i++)
        {
            // Stationarity of the likelihood in c, weighted toward frequencies where the scene outweighs the noise.
            double above = 0, below = 0;
            foreach ((double power, double scene) in frequencies)
            {
                double model = (c * scene) + noise, weight = scene / (model * model);
                above += weight * power;
                below += weight * model;
            }

            double next = c * above / below;
            if (Math.Abs(next - c) < 1e-3 * c) break;
            c = Math.Max(next, 1e-14);
        }

        double cost = 0;
        foreach ((double power, double scene) in frequencies)
        {
            double model = (c * scene) + noise;
            cost += Math.Log(model) + (power / model);
        }

        return cost / frequencies.Length;
    }
}
