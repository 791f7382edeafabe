using Deconv.Numerics.Fft;

namespace Deconv.Blind;

/// <summary>The transfer function of a Gaussian, exp(−2π²σ²f²).</summary>
internal static class GaussianTransfer
{
    /// <summary>At one frequency.</summary>
    /// <param name="sigma">Standard deviation in pixels.</param>
    /// <param name="squared">f² in (cycles per sample)².</param>
    public static float At(double sigma, float squared) => (float)Math.Exp(-2 * Math.PI * Math.PI * sigma * sigma * squared);

    /// <summary>At every element of a spectrum.</summary>
    /// <param name="fft">The transform.</param>
    /// <param name="sigma">Standard deviation in pixels.</param>
    /// <param name="transfer">One float per element, overwritten.</param>
    public static void Fill(RealFft2D fft, double sigma, Span<float> transfer)
    {
        fft.FrequencySquared(transfer);
        foreach (ref float f in transfer[..fft.Elements]) f = At(sigma, f);
    }
}
