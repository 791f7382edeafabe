using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Solvers.Preconditioned;

/// <summary>What the step of <see cref="PreconditionedGradient"/> needs at every frequency, the same for all planes.</summary>
internal sealed class FrequencyTables : IDisposable
{
    /// <param name="fft">The transform of the frame.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="field">The blur where it differs across the frame; the PSF is not used then.</param>
    public FrequencyTables(RealFft2D fft, Psf psf, PsfField? field)
    {
        int e = fft.Elements;
        (Squared, Differences, Multiplicity) = (AlignedPool.Rent(e), AlignedPool.Rent(e), AlignedPool.Rent(e));
        if (field is null)
        {
            Kernel = AlignedPool.Rent(fft.SpectrumLength);
            CyclicKernel.Transform(fft, psf, Kernel.Span);
        }
        else
        {
            Power = AlignedPool.Rent(e);
            FieldPower.Fill(fft, field, Power.Span);
        }

        Fill(fft);
    }

    /// <summary>K, the transform of the PSF; empty for a field.</summary>
    public AlignedBuffer Kernel { get; private set; }

    /// <summary>What stands for |K|² where the blur differs across the frame; empty for one PSF.</summary>
    public AlignedBuffer Power { get; private set; }

    /// <summary>f² in (cycles per sample)².</summary>
    public AlignedBuffer Squared { get; private set; }

    /// <summary>Σ_f |F_f|² over the filters of the prior: the curvature of its pull.</summary>
    public AlignedBuffer Differences { get; private set; }

    /// <summary>How often an element counts in a sum over all frequencies.</summary>
    public AlignedBuffer Multiplicity { get; private set; }

    public void Dispose()
    {
        Kernel.Dispose();
        Power.Dispose();
        Squared.Dispose();
        Differences.Dispose();
        Multiplicity.Dispose();
        (Kernel, Power, Squared, Differences, Multiplicity) = (default, default, default, default, default);
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
