using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Solvers;

namespace Deconv.Restoration;

/// <summary>
/// How well a PSF explains the spectrum of a picture, without restoring it: scenes have power c/f², so a blurred picture has |K|²c/f² + σ²
/// (Whittle's likelihood). It sees the size and the nulls of a PSF; it cannot see a flip or a shift, which leave |K| as it is.
/// </summary>
internal static class BlurLikelihood
{
    /// <summary>Frequencies below this, squared, depend on the composition of the picture and not on the blur.</summary>
    private const float LowFrequency = 0.0006f;

    /// <summary>More frequencies than this tell nothing new.</summary>
    private const int MostFrequencies = 1 << 13;

    /// <summary>Negative log-likelihood per frequency, up to a constant; smaller is better. The scene's strength c and the noise are fitted.</summary>
    public static double Cost(ReadOnlySpan<float> picture, Shape shape, Psf psf)
    {
        var spectrum = WindowedSpectrum.Of(picture, shape, psf);
        double least = double.PositiveInfinity;

        // Two unknown scales, both positive: a coarse search in the noise, the scene's strength in closed form by fixed-point steps.
        for (double noise = 1e-8; noise < 1e-2; noise *= 3) least = Math.Min(least, spectrum.ProfileCost(noise));
        return least;
    }

    /// <summary>Power of the windowed picture, |K|² and 1/f², for frequencies that count.</summary>
    private sealed class WindowedSpectrum
    {
        private readonly List<(double Power, double Scene)> _frequencies = [];

        public static WindowedSpectrum Of(ReadOnlySpan<float> picture, Shape shape, Psf psf)
        {
            var fft = new RealFft2D(RealFft2D.FastShape(shape));
            using AlignedBuffer plane = AlignedPool.Rent(fft.Shape.Count);
            using AlignedBuffer spectrum = AlignedPool.Rent(fft.SpectrumLength);
            using AlignedBuffer power = AlignedPool.Rent(3 * fft.Elements);
            Span<float> p = power.Span[..fft.Elements], k2 = power.Span.Slice(fft.Elements, fft.Elements), f2 = power.Span.Slice(2 * fft.Elements, fft.Elements);
            CyclicKernel.Transform(fft, psf, spectrum.Span);
            Spectra.AbsSquared(spectrum.Span, k2, fft.Lanes);
            double energy = NoiseEstimator.Windowed(picture, shape, plane.Span, fft.Shape.Width);
            fft.Forward(plane.Span, spectrum.Span);
            Spectra.AbsSquared(spectrum.Span, p, fft.Lanes);
            fft.FrequencySquared(f2);
            var result = new WindowedSpectrum();
            using AlignedBuffer multiplicity = AlignedPool.Rent(fft.Elements);
            fft.Multiplicity(multiplicity.Span);
            int step = Math.Max(1, p.Length / MostFrequencies) | 1; // odd, so that no lane is favored
            for (int i = 0; i < p.Length; i += step)
                if (f2[i] > LowFrequency && multiplicity.Span[i] > 0) result._frequencies.Add((p[i] / energy, k2[i] / f2[i]));
            return result;
        }

        /// <summary>min over c of the mean of log(c·s + n) + P/(c·s + n).</summary>
        public double ProfileCost(double noise)
        {
            double c = Math.Max(1e-12, _frequencies.Average(f => f.Power) / Math.Max(1e-12, _frequencies.Average(f => f.Scene)));
            for (int i = 0; i < 12; i++)
            {
                // Stationarity of the likelihood in c, weighted toward frequencies where the scene outweighs the noise.
                double above = 0, below = 0;
                foreach ((double power, double scene) in _frequencies)
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
            foreach ((double power, double scene) in _frequencies)
            {
                double model = (c * scene) + noise;
                cost += Math.Log(model) + (power / model);
            }

            return cost / _frequencies.Count;
        }
    }
}
