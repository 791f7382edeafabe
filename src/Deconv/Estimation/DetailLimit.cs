using Deconv.Numerics;
using Deconv.Numerics.Fft;

namespace Deconv.Estimation;

/// <summary>
/// The finest detail that an image still holds: where the spectrum of the signal falls below that of the noise, nothing can be restored.
/// </summary>
public static class DetailLimit
{
    private const int Rings = 64;

    /// <summary>
    /// Squared frequency above which the noise floor is measured: the corners of the spectrum, where blur and lens leave only noise.
    /// </summary>
    private const float Corner = 0.25f;

    /// <summary>Period in pixels of the finest detail that is stronger than the noise, averaged over all directions.</summary>
    /// <param name="image">The image; the mean of its planes is measured.</param>
    /// <returns>2 (the sampling limit) or more; infinity if nothing is above the noise.</returns>
    public static double Find(PlanarImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Shape shape = image.Shape;
        var light = new float[shape.Count];
        for (int plane = 0; plane < image.Count; plane++)
        for (int i = 0; i < light.Length; i++)
            light[i] += image[plane][i] / image.Count;
        var fft = new RealFft2D(RealFft2D.FastShape(shape));
        using AlignedBuffer windowed = AlignedPool.Rent(fft.Shape.Count),
            spectrum = AlignedPool.Rent(fft.SpectrumLength),
            power = AlignedPool.Rent(fft.Elements);
        using AlignedBuffer frequency = AlignedPool.Rent(fft.Elements),
            multiplicity = AlignedPool.Rent(fft.Elements);
        double energy = NoiseEstimator.Windowed(light, shape, windowed.Span, fft.Shape.Width);
        fft.Forward(windowed.Span, spectrum.Span);
        Spectra.AbsSquared(spectrum.Span, power.Span, fft.Lanes);
        fft.FrequencySquared(frequency.Span);
        fft.Multiplicity(multiplicity.Span);

        Span<float> f2 = frequency.Span,
            p = power.Span,
            m = multiplicity.Span;
        double[] sum = new double[Rings],
            count = new double[Rings];
        var corner = new List<float>();
        for (int i = 0; i < f2.Length; i++)
        {
            if (m[i] <= 0)
                continue;
            int ring = (int)(2 * Rings * Math.Sqrt(f2[i]));
            if (f2[i] > Corner)
                corner.Add(p[i]);
            if (ring >= Rings)
                continue;
            sum[ring] += m[i] * p[i];
            count[ring] += m[i];
        }

        // The median of squared Gaussian amplitudes is ln 2 times their mean. Fine texture raises the corners, so the Haar estimate is an upper
        // bound.
        double haar = NoiseEstimator.Haar(light, shape);
        double floor =
            corner.Count == 0 ? haar * haar : Math.Min(haar * haar, NoiseEstimator.Rank([.. corner], corner.Count / 2) / energy / Math.Log(2));
        for (int ring = Rings - 1; ring > 0; ring--)
            if (count[ring] > 0 && sum[ring] / count[ring] / energy > 2 * floor)
                return 2.0 * Rings / (ring + 1);
        return double.PositiveInfinity;
    }
}
