using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Solvers.Preconditioned;

/// <summary>
/// The curvature of the data term of a field, frequency by frequency. A step is stable only if it exceeds |H|² of every place, so the largest is
/// taken: with the mean, places that are sharper than the others diverge.
/// </summary>
internal static class FieldPower
{
    /// <summary>Sides of the PSF in the small transform: transfer functions are so smooth that it is interpolated between frequencies.</summary>
    private const int Sides = 4;

    private const int MinSide = 64;

    /// <summary>Fills a table.</summary>
    /// <param name="fft">The transform of the frame.</param>
    /// <param name="field">The PSFs.</param>
    /// <param name="power">One float per element, overwritten.</param>
    public static unsafe void Fill(RealFft2D fft, PsfField field, Span<float> power)
    {
        int side = Math.Max(MinSide, Sides * Math.Max(field.Shape.Height, field.Shape.Width));
        (double[] table, Shape shape) = Largest(field, new(side, side));
        power.Fill(1);
        fixed (float* to = power)
        {
            float* target = to;
            fft.VisitFrequencies(
                (element, v, h) =>
                    target[element] = (float)Between(
                        table,
                        shape,
                        (double)v / fft.Shape.Height * shape.Height,
                        (double)h / fft.Shape.Width * shape.Width
                    )
            );
        }
    }

    /// <summary>The largest |H|² of all places at every frequency of a small frame, row by row from frequency 0.</summary>
    private static unsafe (double[] Table, Shape Shape) Largest(PsfField field, Shape atLeast)
    {
        var small = new RealFft2D(RealFft2D.FastShape(atLeast));
        (int height, int width) = (small.Shape.Height, small.Shape.Width);
        using AlignedBuffer spectrum = AlignedPool.Rent(small.SpectrumLength);
        using AlignedBuffer own = AlignedPool.Rent(small.Elements);
        var table = new double[height * width];
        float* squared = own.Pointer;
        foreach (Psf psf in field.Psfs)
        {
            CyclicKernel.Transform(small, psf, spectrum.Span);
            Spectra.AbsSquared(spectrum.Span, own.Span, small.Lanes);
            small.VisitFrequencies(
                (element, v, h) =>
                {
                    // |H|² is even.
                    double own = squared[element];
                    foreach (int sign in (ReadOnlySpan<int>)[1, -1])
                    {
                        ref double most = ref table[(Wrap(sign * v, height) * width) + Wrap(sign * h, width)];
                        most = Math.Max(most, own);
                    }
                }
            );
        }

        return (table, small.Shape);
    }

    private static double Between(double[] table, Shape shape, double v, double h)
    {
        (int top, int left) = ((int)Math.Floor(v), (int)Math.Floor(h));
        (double down, double right) = (v - top, h - left);
        (int y0, int y1) = (Wrap(top, shape.Height) * shape.Width, Wrap(top + 1, shape.Height) * shape.Width);
        (int x0, int x1) = (Wrap(left, shape.Width), Wrap(left + 1, shape.Width));
        return ((1 - down) * (((1 - right) * table[y0 + x0]) + (right * table[y0 + x1])))
            + (down * (((1 - right) * table[y1 + x0]) + (right * table[y1 + x1])));
    }

    private static int Wrap(int i, int n) => ((i % n) + n) % n;
}
