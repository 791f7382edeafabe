using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Solvers;

/// <summary>
/// The fast restoration: accelerated gradient descent, preconditioned in the Fourier domain, on
/// E(x) = ½‖M(h∗x − y)‖²_W + λ Σ_f w_f Σ|f∗x|^p with the prior split off half-quadratically (Geman and Yang 1995; Krishnan and Fergus 2009).
/// <para>
/// x lives on a cyclic frame larger than the image by the reach of the PSF; the mask M is 1 on the image and 0 around it, so that the outside is
/// solved for, and untrusted samples have M = 0 (Almeida and Figueiredo 2013). W(f) lowers the weight of low frequencies, where errors of the PSF
/// have the most effect. A negative M marks a sample that is a lower bound (clipped light): it is penalized only if the estimate falls below it. One
/// step, with residual R = W·F{M(h∗x − y)} and prior pull g: X⁺ = X − (conj(K)·R + β·F{g}) / (W|K|² + β Σ|F_f|² + ε).
/// </para>
/// <para>M holds weights from 0 to 1, and the descent uses each as m r²; the reported energy is consistent with this only for weights of 0 and
/// 1.</para>
/// <para>After the schedule it may continue with a patch prior, whose pull is b (x − z) with curvature b: the same step with β = b and Σ|F_f|² =
/// 1.</para>
/// <para>With M = 1 and W = 1 this is the exact half-quadratic minimizer; with M ≤ 1 the denominator majorizes and the step descends.</para>
/// </summary>
internal sealed class PreconditionedGradient : ISolver, IDisposable
{
    private const float Ridge = 1e-8f;

    /// <summary>Minimum of W, so that the lowest frequencies keep some weight.</summary>
    private const float MinWeight = 0.01f;

    /// <summary>Samples or elements per work item: sums are accumulated per item, so they do not depend on the number of threads.</summary>
    private const int Piece = 1 << 14;
    private readonly RealFft2D _fft;
    private readonly DifferencePrior _prior;
    private readonly PatchPull? _patches;
    private readonly Schedule _schedule;
    private readonly double _lambda;
    private readonly int _threads;
    private readonly double _trusted;
    private readonly double[] _sums;
    private readonly AlignedBuffer[] _buffers;
    private readonly AlignedBuffer _kernel;
    private readonly AlignedBuffer _weight;
    private readonly AlignedBuffer _differences;
    private readonly AlignedBuffer _multiplicity;
    private readonly AlignedBuffer _observed;
    private readonly AlignedBuffer _mask;
    private readonly AlignedBuffer _plane;
    private readonly AlignedBuffer _spectrum;
    private readonly AlignedBuffer _blurred;
    private readonly AlignedBuffer _residual;
    private readonly AlignedBuffer _pull;
    private readonly AlignedBuffer _current;
    private readonly AlignedBuffer _previous;
    private readonly AlignedBuffer _x;
    private double _lastEnergy = double.PositiveInfinity;
    private int _rises;
    private int _step;

    /// <summary>Prepares one plane.</summary>
    /// <param name="frame">The image, its position in x and its weights; the solver takes over its buffers.</param>
    /// <param name="psf">h.</param>
    /// <param name="prior">The prior, of the shape of the frame.</param>
    /// <param name="lambda">λ, above 0.</param>
    /// <param name="modelError">f₀² of W = f²/(f² + f₀²): squared frequency in (cycles per sample)² below which the PSF is not trusted; 0 for W =
    /// 1.</param>
    /// <param name="schedule">Penalties β and momentum of every step.</param>
    /// <param name="threads">Threads to use, at least 1; the answer does not depend on them.</param>
    /// <param name="patches">The prior of the steps after the schedule, or null to continue with the first; owned by the caller.</param>
    public PreconditionedGradient(
        MaskedFrame frame,
        Psf psf,
        DifferencePrior prior,
        double lambda,
        double modelError,
        Schedule schedule,
        int threads = 1,
        PatchPull? patches = null
    )
    {
        _fft = new RealFft2D(frame.Shape, threads);
        (_prior, _lambda, _schedule, _threads, _patches) = (prior, lambda, schedule, threads, patches);
        int n = frame.Shape.Count,
            e = _fft.Elements,
            s = _fft.SpectrumLength;
        (_observed, _mask, _x) = frame.Detach();
        _buffers = [_observed, _mask, _x, .. ((int[])[s, e, e, e, n, s, s, s, s, s, s]).Select(AlignedPool.Rent)];
        (_kernel, _weight, _differences, _multiplicity, _plane) = (_buffers[3], _buffers[4], _buffers[5], _buffers[6], _buffers[7]);
        (_spectrum, _blurred, _residual) = (_buffers[8], _buffers[9], _buffers[10]);
        (_pull, _current, _previous) = (_buffers[11], _buffers[12], _buffers[13]);
        _sums = new double[2 * ((Math.Max(n, e) / Piece) + 1)];
        CyclicKernel.Transform(_fft, psf, _kernel.Span);
        ComputeSpectralWeights((float)modelError);
        TensorPrimitives.Negate(_observed.Span, _observed.Span);
        _trusted = Math.Max(1, Reduce.SumOfSquares(_mask.Span));
        _fft.Forward(_x.Span, _current.Span);
        _current.Span.CopyTo(_previous.Span);
        _current.Span.CopyTo(_blurred.Span);
        Numerics.Fft.Spectra.Multiply(_blurred.Span, _kernel.Span, _fft.Lanes, conjugate: false);
    }

    /// <inheritdoc/>
    public Shape Domain => _fft.Shape;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Solution => _x.Span;

    private int Planes => (_fft.Shape.Count + Piece - 1) / Piece;

    private int Spectra => (_fft.Elements + Piece - 1) / Piece;

    /// <summary>
    /// One step of the schedule. The objective and the residual it reports are those of the iterate it starts from; those of the new one would cost
    /// another transform.
    /// </summary>
    public StepOutcome Step()
    {
        (double beta, float momentum) = _schedule.At(_step);
        int patchStep = _patches is null ? -1 : _step - _schedule.Steps;
        _step++;

        // plane = M (h∗x − y), residual = its transform
        _fft.Inverse(_blurred.Span, _plane.Span);
        Run(new Job(this, Work.Compare), Planes);
        double rms = Math.Sqrt(Sum(0, Planes) / _trusted);
        _fft.Forward(_plane.Span, _residual.Span);

        // pull = transform of the prior's pull
        double prior;
        if (patchStep >= 0)
        {
            beta = _patches!.Penalty(patchStep);
            prior = beta * _patches.Pull(_x.Span, patchStep, _plane.Span);
            if (patchStep == 0)
                _differences.Span.Fill(1);
        }
        else
        {
            prior = _lambda * _prior.Pull(_x.Span, _lambda, beta, _plane.Span);
        }

        _fft.Forward(_plane.Span, _pull.Span);

        Run(new Job(this, Work.Misfit), Spectra);
        double energy = (0.5 * Sum(0, Spectra) / _fft.Shape.Count) + prior;

        // Once the energy has risen twice in a row, take one step without momentum, which descends.
        _rises = energy > _lastEnergy ? _rises + 1 : 0;
        if (_rises >= 2)
            (momentum, _rises) = (0, 0);
        _lastEnergy = energy;

        Run(new Job(this, Work.Descend, (float)beta, momentum), Spectra);
        double change = Math.Sqrt(Sum(0, Spectra)),
            size = Math.Sqrt(Sum(1, Spectra));
        _fft.Inverse(_spectrum.Span, _x.Span);
        return new StepOutcome(energy, size > 0 ? change / size : 0, 1, rms);
    }

    /// <summary>Returns the buffers to the pool; the solution may not be read afterwards.</summary>
    public void Dispose()
    {
        foreach (ref AlignedBuffer buffer in _buffers.AsSpan())
        {
            buffer.Dispose();
            buffer = default;
        }
    }

    private void Run(Job job, int pieces) => Workers.For(ref job, pieces, _threads);

    /// <summary>Sums the partial results of row 0 or 1 in order.</summary>
    private double Sum(int row, int pieces)
    {
        double sum = 0;
        for (int i = 0; i < pieces; i++)
            sum += _sums[(row * (_sums.Length / 2)) + i];
        return sum;
    }

    /// <summary>plane = M (plane − y), clamped to at most 0 where M is negative; sums the squares.</summary>
    private void Compare(int piece, int first, int end)
    {
        const int Chunk = 2048; // three chunks fit in the L1 cache
        double sum = 0;
        for (int at = first; at < end; at += Chunk)
        {
            int n = Math.Min(Chunk, end - at);
            Span<float> plane = _plane.Span.Slice(at, n);
            Residual(plane, _observed.Span.Slice(at, n), _mask.Span.Slice(at, n));
            sum += Reduce.SumOfSquares(plane);
        }

        _sums[piece] = sum;
    }

    private static void Residual(Span<float> plane, ReadOnlySpan<float> minusObserved, ReadOnlySpan<float> mask)
    {
        ref float p = ref MemoryMarshal.GetReference(plane),
            y = ref MemoryMarshal.GetReference(minusObserved),
            m = ref MemoryMarshal.GetReference(mask);
        int i = 0;
        for (; i <= plane.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> r = Vector.LoadUnsafe(ref p, (nuint)i) + Vector.LoadUnsafe(ref y, (nuint)i),
                trust = Vector.LoadUnsafe(ref m, (nuint)i);
            r = Vector.ConditionalSelect(Vector.LessThan(trust, Vector<float>.Zero), Vector.MinNative(r, Vector<float>.Zero), r);
            (r * Vector.Abs(trust)).StoreUnsafe(ref p, (nuint)i);
        }

        for (; i < plane.Length; i++)
        {
            float r = plane[i] + minusObserved[i];
            plane[i] = (mask[i] < 0 ? Math.Min(r, 0) : r) * Math.Abs(mask[i]);
        }
    }

    /// <summary>Sums multiplicity · W |residual|²: Parseval's ‖·‖²_W.</summary>
    private void Misfit(int piece, int first, int end)
    {
        int lanes = _fft.Lanes;
        ref float r = ref Of(_residual),
            w = ref Of(_weight),
            m = ref Of(_multiplicity);
        double sum = 0;
        for (int block = first; block < end; block += lanes)
        {
            Vector<float> part = Vector<float>.Zero;
            for (int i = 0; i < lanes; i += Vector<float>.Count)
            {
                nuint re = (nuint)((2 * block) + i),
                    im = re + (nuint)lanes,
                    e = (nuint)(block + i);
                Vector<float> rr = Vector.LoadUnsafe(ref r, re),
                    ri = Vector.LoadUnsafe(ref r, im);
                part += Vector.LoadUnsafe(ref m, e) * Vector.LoadUnsafe(ref w, e) * ((rr * rr) + (ri * ri));
            }

            sum += Vector.Sum(part);
        }

        _sums[piece] = sum;
    }

    /// <summary>
    /// X⁺ = X − (conj(K) W R + β G)/(W|K|² + β D + ε); then X = X⁺ + momentum (X⁺ − X⁺ before), a copy of it and K X for the inverses, and
    /// the sums of multiplicity · |X − X before|² and multiplicity · |X|².
    /// </summary>
    private void Descend(int piece, int first, int end, float beta, float momentum)
    {
        int lanes = _fft.Lanes;
        ref float x = ref Of(_current),
            old = ref Of(_previous),
            z = ref Of(_spectrum),
            kx = ref Of(_blurred),
            k = ref Of(_kernel);
        ref float r = ref Of(_residual),
            g = ref Of(_pull),
            w = ref Of(_weight),
            d = ref Of(_differences),
            m = ref Of(_multiplicity);
        Vector<float> penalty = new(beta),
            ahead = new(momentum),
            ridge = new(Ridge);
        double change = 0,
            size = 0;
        for (int block = first; block < end; block += lanes)
        {
            Vector<float> changed = Vector<float>.Zero,
                sized = Vector<float>.Zero;
            for (int i = 0; i < lanes; i += Vector<float>.Count)
            {
                nuint re = (nuint)((2 * block) + i),
                    im = re + (nuint)lanes,
                    e = (nuint)(block + i);
                Vector<float> kr = Vector.LoadUnsafe(ref k, re),
                    ki = Vector.LoadUnsafe(ref k, im),
                    weight = Vector.LoadUnsafe(ref w, e);
                Vector<float> rr = weight * Vector.LoadUnsafe(ref r, re),
                    ri = weight * Vector.LoadUnsafe(ref r, im);
                Vector<float> xr = Vector.LoadUnsafe(ref x, re),
                    xi = Vector.LoadUnsafe(ref x, im);
                Vector<float> scale = Vector<float>.One / ((weight * ((kr * kr) + (ki * ki))) + (penalty * Vector.LoadUnsafe(ref d, e)) + ridge);
                Vector<float> nextRe = xr - (scale * ((kr * rr) + (ki * ri) + (penalty * Vector.LoadUnsafe(ref g, re))));
                Vector<float> nextIm = xi - (scale * ((kr * ri) - (ki * rr) + (penalty * Vector.LoadUnsafe(ref g, im))));
                Vector<float> toRe = nextRe + (ahead * (nextRe - Vector.LoadUnsafe(ref old, re))),
                    toIm = nextIm + (ahead * (nextIm - Vector.LoadUnsafe(ref old, im)));
                toRe.StoreUnsafe(ref x, re);
                toIm.StoreUnsafe(ref x, im);
                toRe.StoreUnsafe(ref z, re);
                toIm.StoreUnsafe(ref z, im);
                ((toRe * kr) - (toIm * ki)).StoreUnsafe(ref kx, re);
                ((toIm * kr) + (toRe * ki)).StoreUnsafe(ref kx, im);
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

        _sums[piece] = change;
        _sums[(_sums.Length / 2) + piece] = size;
    }

    private static ref float Of(AlignedBuffer buffer) => ref MemoryMarshal.GetReference(buffer.Span);

    /// <summary>
    /// Computes for every frequency: W, its multiplicity, and Σ_f |F_f|² over the filters of the prior (the curvature of its pull), from |1 − e^iθ|²
    /// = 2 − 2cos θ in both directions.
    /// </summary>
    private unsafe void ComputeSpectralWeights(float modelError)
    {
        (int height, int width) = (_fft.Shape.Height, _fft.Shape.Width);
        double[] rows = Differences(height),
            columns = Differences(width);
        _weight.Span.Fill(1); // the value in the padding does not matter: it multiplies zeros
        _differences.Span.Fill(1);
        _multiplicity.Span.Clear();
        float* weight = _weight.Pointer,
            differences = _differences.Pointer,
            multiplicity = _multiplicity.Pointer;
        _fft.VisitFrequencies(
            (element, v, h) =>
            {
                double y = (double)v / height,
                    x = (double)h / width,
                    dy = rows[Math.Abs(v)],
                    dx = columns[Math.Abs(h)];
                float squared = (float)((y * y) + (x * x));
                weight[element] = modelError > 0 ? Math.Max(squared / (squared + modelError), MinWeight) : 1;
                differences[element] = (float)(dx + dy + (dx * dx) + (dy * dy) + (dx * dy));
                multiplicity[element] = RealFft2D.Multiplicity(v, height);
            }
        );

        static double[] Differences(int n) => [.. Enumerable.Range(0, n).Select(i => 2 - (2 * Math.Cos(2 * Math.PI * i / n)))];
    }

    private enum Work
    {
        Compare,
        Misfit,
        Descend,
    }

    /// <summary>One of the passes, split into work items.</summary>
    private readonly struct Job(PreconditionedGradient solver, Work work, float beta = 0, float momentum = 0) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            int first = item * Piece,
                plane = Math.Min(first + Piece, solver._fft.Shape.Count),
                spectrum = Math.Min(first + Piece, solver._fft.Elements);
            switch (work)
            {
                case Work.Compare:
                    solver.Compare(item, first, plane);
                    break;
                case Work.Misfit:
                    solver.Misfit(item, first, spectrum);
                    break;
                default:
                    solver.Descend(item, first, spectrum, beta, momentum);
                    break;
            }
        }
    }
}
