using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Psfs;

namespace Deconv.Operators;

/// <summary>Spectra of small kernels on a cyclic frame, origin at (0, 0).</summary>
internal static class CyclicKernel
{
    /// <summary>The optical transfer function of a PSF.</summary>
    public static void Transform(RealFft2D fft, Psf psf, Span<float> spectrum) =>
        Transform(fft, psf.Samples, psf.Shape, psf.OriginRow, psf.OriginColumn, spectrum);

    /// <summary>The spectrum of any samples, wrapped around the frame; samples that meet on a frame smaller than the kernel add up.</summary>
    public static void Transform(RealFft2D fft, ReadOnlySpan<float> samples, Shape shape, int originRow, int originColumn, Span<float> spectrum)
    {
        using AlignedBuffer plane = AlignedPool.Rent(fft.Shape.Count);
        plane.Span.Clear();
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
        {
            int row = Wrap(y - originRow, fft.Shape.Height),
                column = Wrap(x - originColumn, fft.Shape.Width);
            plane.Span[(row * fft.Shape.Width) + column] += samples[(y * shape.Width) + x];
        }

        fft.Forward(plane.Span, spectrum);
    }

    private static int Wrap(int i, int n) => ((i % n) + n) % n;
}
