using System.Numerics;
using System.Runtime.InteropServices;
using Deconv.Numerics;

namespace Deconv.Solvers.Preconditioned;

/// <summary>The passes over the spectra of one plane, in pieces that threads share.</summary>
/// <param name="Tables">What is known about every frequency.</param>
/// <param name="Lanes">Elements per block of the spectra.</param>
/// <param name="ModelError">f₀² of W = f²/(f² + f₀²), 0 for W = 1.</param>
internal readonly record struct SpectralDescent(FrequencyTables Tables, int Lanes, float ModelError)
{
    private const float Ridge = 1e-8f;

    /// <summary>Minimum of W, so that the lowest frequencies keep some weight.</summary>
    private const float MinWeight = 0.01f;

    /// <summary>product = K X.</summary>
    public void Blur(AlignedBuffer current, AlignedBuffer product, int first, int end)
    {
        ref float x = ref Of(current),
            z = ref Of(product),
            k = ref Of(Tables.Kernel);
        for (int block = first; block < end; block += Lanes)
        for (int i = 0; i < Lanes; i += Vector<float>.Count)
        {
            nuint re = (nuint)((2 * block) + i),
                im = re + (nuint)Lanes;
            Vector<float> kr = Vector.LoadUnsafe(ref k, re),
                ki = Vector.LoadUnsafe(ref k, im),
                xr = Vector.LoadUnsafe(ref x, re),
                xi = Vector.LoadUnsafe(ref x, im);
            ((xr * kr) - (xi * ki)).StoreUnsafe(ref z, re);
            ((xi * kr) + (xr * ki)).StoreUnsafe(ref z, im);
        }
    }

    /// <summary>Sums multiplicity · W |residual|²: Parseval's ‖·‖²_W.</summary>
    public double Misfit(AlignedBuffer residual, int first, int end)
    {
        ref float r = ref Of(residual),
            f = ref Of(Tables.Squared),
            m = ref Of(Tables.Multiplicity);
        var weights = new Weights(ModelError);
        double sum = 0;
        for (int block = first; block < end; block += Lanes)
        {
            Vector<float> part = Vector<float>.Zero;
            for (int i = 0; i < Lanes; i += Vector<float>.Count)
            {
                nuint re = (nuint)((2 * block) + i),
                    im = re + (nuint)Lanes,
                    e = (nuint)(block + i);
                Vector<float> rr = Vector.LoadUnsafe(ref r, re),
                    ri = Vector.LoadUnsafe(ref r, im);
                part += Vector.LoadUnsafe(ref m, e) * weights.At(Vector.LoadUnsafe(ref f, e)) * ((rr * rr) + (ri * ri));
            }

            sum += Vector.Sum(part);
        }

        return sum;
    }

    /// <summary>
    /// X⁺ = X − (conj(K) W R + β G)/(W|K|² + β D + ε), the terms of the data from <typeparamref name="TData"/>;
    /// then X = X⁺ + momentum (X⁺ − X⁺ before), and a copy of it over G for the inverse.
    /// Returns the sums of multiplicity · |X − X before|² and multiplicity · |X|².
    /// </summary>
    public (double Change, double Size) Descend<TData>(DescentPlane plane, TData data, AlignedBuffer pull, DescentRate rate, int first, int end)
        where TData : struct, IDataStep
    {
        ref float x = ref Of(plane.Current),
            old = ref Of(plane.Previous),
            g = ref Of(pull),
            f = ref Of(Tables.Squared),
            d = ref Of(Tables.Differences),
            m = ref Of(Tables.Multiplicity);
        var weights = new Weights(ModelError);
        // The pull of a prior on differences has the curvature D, that of the learned prior 1.
        Vector<float> penalty = new(rate.Penalty),
            scaled = new(rate.OnDifferences ? rate.Penalty : 0),
            even = new(rate.OnDifferences ? Ridge : rate.Penalty + Ridge),
            ahead = new(rate.Momentum);
        double change = 0,
            size = 0;
        for (int block = first; block < end; block += Lanes)
        {
            Vector<float> changed = Vector<float>.Zero,
                sized = Vector<float>.Zero;
            for (int i = 0; i < Lanes; i += Vector<float>.Count)
            {
                nuint re = (nuint)((2 * block) + i),
                    im = re + (nuint)Lanes,
                    e = (nuint)(block + i);
                (Vector<float> dataRe, Vector<float> dataIm, Vector<float> power) = data.At(re, im, e, weights.At(Vector.LoadUnsafe(ref f, e)));
                Vector<float> xr = Vector.LoadUnsafe(ref x, re),
                    xi = Vector.LoadUnsafe(ref x, im);
                Vector<float> scale = Vector<float>.One / (power + (scaled * Vector.LoadUnsafe(ref d, e)) + even);
                Vector<float> nextRe = xr - (scale * (dataRe + (penalty * Vector.LoadUnsafe(ref g, re))));
                Vector<float> nextIm = xi - (scale * (dataIm + (penalty * Vector.LoadUnsafe(ref g, im))));
                Vector<float> toRe = nextRe + (ahead * (nextRe - Vector.LoadUnsafe(ref old, re))),
                    toIm = nextIm + (ahead * (nextIm - Vector.LoadUnsafe(ref old, im)));
                toRe.StoreUnsafe(ref x, re);
                toIm.StoreUnsafe(ref x, im);
                toRe.StoreUnsafe(ref g, re);
                toIm.StoreUnsafe(ref g, im);
                nextRe.StoreUnsafe(ref old, re);
                nextIm.StoreUnsafe(ref old, im);
                Vector<float> times = Vector.LoadUnsafe(ref m, e),
                    dr = toRe - xr,
                    di = toIm - xi;
                changed += times * ((dr * dr) + (di * di));
                sized += times * ((toRe * toRe) + (toIm * toIm));
            }

            change += Vector.Sum(changed);
            size += Vector.Sum(sized);
        }

        return (change, size);
    }

    private static ref float Of(AlignedBuffer buffer) => ref MemoryMarshal.GetReference(buffer.Span);

    /// <summary>W of a vector of squared frequencies.</summary>
    private readonly struct Weights(float modelError)
    {
        private readonly Vector<float> _error = new(Math.Max(modelError, 1e-30f)); // 0/0 would be NaN
        private readonly Vector<float> _least = new(modelError > 0 ? MinWeight : 1);

        public Vector<float> At(Vector<float> squared) => Vector.MaxNative(squared / (squared + _error), _least);
    }
}

/// <summary>β and momentum of one step, and whether the prior acts on differences (or else on the samples themselves).</summary>
internal readonly record struct DescentRate(float Penalty, float Momentum, bool OnDifferences);
