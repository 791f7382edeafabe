using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Solvers;

/// <summary>
/// The linear estimate with the minimum mean square error for a stationary signal: X = conj(K) Y / (|K|² + NSR) (Wiener 1949). One division in the
/// Fourier domain; the image is extended by a ramp, so that there is no ringing from a jump at the border.
/// </summary>
internal static class Wiener
{
    /// <param name="frame">The image in its cyclic frame; the ramp around it is used as data.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="noiseToSignal">Noise power over signal power, above 0; larger is smoother.</param>
    /// <param name="latent">The estimate on the frame, overwritten.</param>
    public static void Restore(MaskedFrame frame, Psf psf, double noiseToSignal, Span<float> latent)
    {
        var fft = new RealFft2D(frame.Shape);
        using AlignedBuffer kernel = AlignedPool.Rent(fft.SpectrumLength);
        using AlignedBuffer spectrum = AlignedPool.Rent(fft.SpectrumLength);
        CyclicKernel.Transform(fft, psf, kernel.Span);

        // The mean is known, so only deviations from it are shrunk: shrinking the mean would darken the image.
        float mean = (float)(Reduce.Sum(frame.Start) / frame.Start.Length);
        TensorPrimitives.Subtract(frame.Start, mean, latent);
        fft.Forward(latent, spectrum.Span);
        int lanes = fft.Lanes;
        Span<float> z = spectrum.Span,
            k = kernel.Span;
        for (int block = 0; block < z.Length; block += 2 * lanes)
        for (int i = 0; i < lanes; i++)
        {
            int re = block + i,
                im = re + lanes;
            float scale = 1 / ((k[re] * k[re]) + (k[im] * k[im]) + (float)noiseToSignal);
            (z[re], z[im]) = (scale * ((k[re] * z[re]) + (k[im] * z[im])), scale * ((k[re] * z[im]) - (k[im] * z[re])));
        }

        fft.Inverse(z, latent);
        TensorPrimitives.Add(latent, mean, latent);
    }
}
