using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Operators.Fields;
using Deconv.Psfs;

namespace Deconv.Solvers;

/// <summary>
/// The linear estimate with the minimum mean square error for a stationary signal: X = conj(K) Y / (|K|² + NSR) (Wiener 1949). One division in the
/// Fourier domain; the image is extended by a ramp, so that there is no ringing from a jump at the border.
/// </summary>
internal static class Wiener
{
    /// <summary>Restores with the PSFs of a field: every sample by the filters of the places around it.</summary>
    /// <param name="frame">The image in its cyclic frame; the ramp around it is used as data.</param>
    /// <param name="field">The blur, its places counted from the first sample of the frame.</param>
    /// <param name="noiseToSignal">Noise power over signal power, above 0; larger is smoother.</param>
    /// <param name="latent">The estimate on the frame, overwritten.</param>
    public static void Restore(MaskedFrame frame, PsfField field, double noiseToSignal, Span<float> latent)
    {
        using AlignedBuffer one = AlignedPool.Rent(frame.Shape.Count);
        using AlignedBuffer weights = AlignedPool.Rent(frame.Shape.Width);
        FieldAxis rows = new(field.Rows, frame.Shape.Height),
            columns = new(field.Columns, frame.Shape.Width);
        latent.Clear();
        for (int i = 0; i < field.Psfs.Count; i++)
        {
            (int row, int column) = Math.DivRem(i, field.Columns.Count);
            float[] down = rows.WeightsOf(row),
                across = columns.WeightsOf(column);
            Restore(frame, field.Psfs[i], noiseToSignal, one.Span);
            for (int y = 0; y < down.Length; y++)
            {
                if (down[y] == 0)
                    continue;
                TensorPrimitives.Multiply(across, down[y], weights.Span);
                Span<float> sum = latent.Slice(y * across.Length, across.Length);
                TensorPrimitives.MultiplyAdd(one.Span.Slice(y * across.Length, across.Length), weights.Span, sum, sum);
            }
        }
    }

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
