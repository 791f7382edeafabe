using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Solvers.Preconditioned;

/// <summary>What the step of <see cref="PreconditionedGradient"/> needs at every frequency, the same for all planes.</summary>
internal sealed class FrequencyTables : IDisposable
{
    public FrequencyTables(RealFft2D fft, Psf psf)
    {
        int e = fft.Elements;
        (Kernel, Squared, Differences, Multiplicity) = (
            AlignedPool.Rent(fft.SpectrumLength),
            AlignedPool.Rent(e),
            AlignedPool.Rent(e),
            AlignedPool.Rent(e)
        );
        CyclicKernel.Transform(fft, psf, Kernel.Span);
        Fill(fft);
    }

    /// <summary>K, the transform of the PSF.</summary>
    public AlignedBuffer Kernel { get; private set; }

    /// <summary>f² in (cycles per sample)².</summary>
    public AlignedBuffer Squared { get; private set; }

    /// <summary>Σ_f |F_f|² over the filters of the prior: the curvature of its pull.</summary>
    public AlignedBuffer Differences { get; private set; }

    /// <summary>How often an element counts in a sum over all frequencies.</summary>
    public AlignedBuffer Multiplicity { get; private set; }

    public void Dispose()
    {
        Kernel.Dispose();
        Squared.Dispose();
        Differences.Dispose();
        Multiplicity.Dispose();
        (Kernel, Squared, Differences, Multiplicity) = (default, default, default, default);
    }

    /// <summary>|1 − e^iθ|² = 2 − 2cos θ in both directions gives the filters of the prior.</summary>
    private unsafe void Fill(RealFft2D fft)
    {
        (int height, int width) = (fft.Shape.Height, fft.Shape.Width);
        double[] rows = Steps(height),
            columns = Steps(width);
        Squared.Span.Clear();
        Differences.Span.Fill(1); // the value in the padding does not matter: it multiplies zeros
        Multiplicity.Span.Clear();
        float* squared = Squared.Pointer,
            differences = Differences.Pointer,
            multiplicity = Multiplicity.Pointer;
        fft.VisitFrequencies(
            (element, v, h) =>
            {
                double y = (double)v / height,
                    x = (double)h / width,
                    dy = rows[Math.Abs(v)],
                    dx = columns[Math.Abs(h)];
                squared[element] = (float)((y * y) + (x * x));
                differences[element] = (float)(dx + dy + (dx * dx) + (dy * dy) + (dx * dy));
                multiplicity[element] = RealFft2D.Multiplicity(v, height);
            }
        );

        static double[] Steps(int n) => [.. Enumerable.Range(0, n).Select(i => 2 - (2 * Math.Cos(2 * Math.PI * i / n)))];
    }
}
