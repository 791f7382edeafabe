using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Patches;

namespace Deconv.Solvers;

/// <summary>
/// The fast restoration: accelerated gradient descent, preconditioned in the Fourier domain, on
/// E(x) = ½‖M(h∗x − y)‖²_W + λ Σ_f w_f Σ|f∗x|^p with the prior split off half-quadratically (Geman and Yang 1995; Krishnan and Fergus 2009).
/// <para>
/// x lives on a cyclic frame larger than the picture by the reach of the PSF; the mask M is 1 on the picture and 0 around it, so that what lies
/// outside is solved for, and a sample that cannot be trusted is one with M = 0 (Almeida and Figueiredo 2013). W(f) lowers the weight of low
/// frequencies, where an error of the PSF shows most. One step, with residual R = W·F{M(h∗x − y)} and prior pull g:
/// X⁺ = X − (conj(K)·R + β·F{g}) / (W|K|² + β Σ|F_f|² + ε).
/// </para>
/// <para>M holds weights from 0 to 1, and the descent takes each as m r²; the energy that is reported agrees for weights of 0 and 1.</para>
/// <para>After its schedule it may go on with a patch prior, whose pull is b (x − z) of curvature b: the same step with β = b and Σ|F_f|² = 1.</para>
/// <para>With M = 1 and W = 1 this is the exact half-quadratic minimizer; with M ≤ 1 the denominator majorizes and the step descends.</para>
/// </summary>
internal sealed class PreconditionedGradient : ISolver, IDisposable
{
    private const float Ridge = 1e-8f;

    /// <summary>Samples or elements of one piece of work: sums are taken piece by piece, so they do not depend on the threads.</summary>
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
    private readonly AlignedBuffer _residual;
    private readonly AlignedBuffer _pull;
    private readonly AlignedBuffer _current;
    private readonly AlignedBuffer _previous;
    private AlignedBuffer _x;
    private AlignedBuffer _next;
    private double _lastEnergy = double.PositiveInfinity;
    private int _rises;
    private int _step;

    /// <summary>Prepares one plane.</summary>
    /// <param name="frame">Where the picture lies in x and what may be trusted.</param>
    /// <param name="psf">h.</param>
    /// <param name="prior">Exponent p of the prior, 0.4 to 1.</param>
    /// <param name="lambda">λ, above 0.</param>
    /// <param name="modelError">f₀² of W = f²/(f² + f₀²): squared frequency in (cycles per sample)² below which the PSF is not trusted; 0 for W = 1.</param>
    /// <param name="schedule">Penalties β and momentum of every step.</param>
    /// <param name="threads">Threads to use, at least 1; the answer does not depend on them.</param>
    /// <param name="patches">The prior of the steps after the schedule, or null to go on with the first; disposed of by the caller.</param>
    public PreconditionedGradient(
        MaskedFrame frame, Psf psf, double prior, double lambda, double modelError, Schedule schedule, int threads = 1, PatchPull? patches = null)
    {
        _fft = new RealFft2D(frame.Shape, threads);
        _prior = new DifferencePrior(frame.Shape, prior, threads);
        (_lambda, _schedule, _threads, _patches) = (lambda, schedule, threads, patches);
        int n = frame.Shape.Count, e = _fft.Elements, s = _fft.SpectrumLength;
        _buffers = [.. ((int[])[s, e, e, e, n, n, n, n, n, s, s, s, s, s]).Select(AlignedPool.Rent)];
        (_kernel, _weight, _differences, _multiplicity) = (_buffers[0], _buffers[1], _buffers[2], _buffers[3]);
        (_observed, _mask, _x, _next, _plane) = (_buffers[4], _buffers[5], _buffers[6], _buffers[7], _buffers[8]);
        (_spectrum, _residual, _pull, _current, _previous) = (_buffers[9], _buffers[10], _buffers[11], _buffers[12], _buffers[13]);
        _sums = new double[2 * ((Math.Max(n, e) / Piece) + 1)];
        CyclicKernel.Transform(_fft, psf, _kernel.Span);
        DifferencePower();
        _fft.FrequencySquared(_weight.Span);
        foreach (ref float w in _weight.Span) w = Math.Max(w / (w + (float)modelError + 1e-12f), modelError > 0 ? 0.01f : 1);
        _fft.Multiplicity(_multiplicity.Span);
        frame.Observed.CopyTo(_observed.Span);
        frame.Mask.CopyTo(_mask.Span);
        frame.Start.CopyTo(_x.Span);
        _trusted = Math.Max(1, Reduce.SumOfSquares(_mask.Span));
        _fft.Forward(_x.Span, _current.Span);
        _current.Span.CopyTo(_previous.Span);
    }

    /// <inheritdoc/>
    public Shape Domain => _fft.Shape;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Solution => _x.Span;

    private int Planes => (_fft.Shape.Count + Piece - 1) / Piece;

    private int Spectra => (_fft.Elements + Piece - 1) / Piece;

    /// <summary>
    /// One step of the schedule. The objective and the residual it reports are those of the iterate it starts from: the new one's would cost
    /// another transform.
    /// </summary>
    public StepOutcome Step()
    {
        (double beta, float momentum) = _schedule.At(_step);
        int patchStep = _patches is null ? -1 : _step - _schedule.Steps;
        _step++;

        // plane = M (h∗x − y), residual = its transform
        Run(new Job(this, Work.Blur), Spectra);
        _fft.Inverse(_spectrum.Span, _plane.Span);
        Run(new Job(this, Work.Compare), Planes);
        double rms = Math.Sqrt(Sum(0, Planes) / _trusted);
        _fft.Forward(_plane.Span, _residual.Span);

        // pull = transform of the prior's pull
        double prior;
        if (patchStep >= 0)
        {
            beta = _patches!.Penalty(patchStep);
            prior = beta * _patches.Pull(_x.Span, patchStep, _plane.Span);
            if (patchStep == 0) _differences.Span.Fill(1);
        }
        else
        {
            prior = _lambda * _prior.Pull(_x.Span, _lambda, beta, _plane.Span);
        }

        _fft.Forward(_plane.Span, _pull.Span);

        Run(new Job(this, Work.Misfit), Spectra);
        double energy = (0.5 * Sum(0, Spectra) / _fft.Shape.Count) + prior;

        // Momentum is no longer trusted once the energy has risen twice running: one plain step, which descends.
        _rises = energy > _lastEnergy ? _rises + 1 : 0;
        if (_rises >= 2) (momentum, _rises) = (0, 0);
        _lastEnergy = energy;

        Run(new Job(this, Work.Descend, (float)beta, momentum), Spectra);
        _fft.Inverse(_spectrum.Span, _next.Span);
        Run(new Job(this, Work.Change), Planes);
        double change = Math.Sqrt(Sum(0, Planes)), size = Math.Sqrt(Sum(1, Planes));
        (_x, _next) = (_next, _x);
        return new StepOutcome(energy, size > 0 ? change / size : 0, 1, rms);
    }

    /// <summary>Returns the buffers to the pool; the solution must not be read afterwards.</summary>
    public void Dispose()
    {
        foreach (ref AlignedBuffer buffer in _buffers.AsSpan())
        {
            buffer.Dispose();
            buffer = default;
        }
    }

    private void Run(Job job, int pieces) => Workers.For(ref job, pieces, _threads);

    /// <summary>Sums of the pieces in their order: row 0 or 1.</summary>
    private double Sum(int row, int pieces)
    {
        double sum = 0;
        for (int i = 0; i < pieces; i++) sum += _sums[(row * (_sums.Length / 2)) + i];
        return sum;
    }

    /// <summary>spectrum = K X.</summary>
    private void Blur(int first, int end)
    {
        int lanes = _fft.Lanes;
        ref float z = ref Of(_spectrum), x = ref Of(_current), k = ref Of(_kernel);
        for (int block = first; block < end; block += lanes)
            for (int i = 0; i < lanes; i += Vector<float>.Count)
            {
                nuint re = (nuint)((2 * block) + i), im = re + (nuint)lanes;
                Vector<float> xr = Vector.LoadUnsafe(ref x, re), xi = Vector.LoadUnsafe(ref x, im), kr = Vector.LoadUnsafe(ref k, re), ki = Vector.LoadUnsafe(ref k, im);
                ((xr * kr) - (xi * ki)).StoreUnsafe(ref z, re);
                ((xi * kr) + (xr * ki)).StoreUnsafe(ref z, im);
            }
    }

    /// <summary>plane = M (plane − y); sums its squares.</summary>
    private void Compare(int piece, int first, int end)
    {
        Span<float> plane = _plane.Span[first..end];
        ReadOnlySpan<float> y = _observed.Span[first..end], mask = _mask.Span[first..end];
        TensorPrimitives.Subtract(plane, y, plane);
        TensorPrimitives.Multiply(plane, mask, plane);
        _sums[piece] = Reduce.SumOfSquares(plane);
    }

    /// <summary>residual = W residual; sums multiplicity · W |residual|² of before: Parseval's ‖·‖²_W.</summary>
    private void Misfit(int piece, int first, int end)
    {
        int lanes = _fft.Lanes;
        ref float r = ref Of(_residual), w = ref Of(_weight), m = ref Of(_multiplicity);
        double sum = 0;
        for (int block = first; block < end; block += lanes)
        {
            Vector<float> part = Vector<float>.Zero;
            for (int i = 0; i < lanes; i += Vector<float>.Count)
            {
                nuint re = (nuint)((2 * block) + i), im = re + (nuint)lanes, e = (nuint)(block + i);
                Vector<float> rr = Vector.LoadUnsafe(ref r, re), ri = Vector.LoadUnsafe(ref r, im), weight = Vector.LoadUnsafe(ref w, e);
                part += Vector.LoadUnsafe(ref m, e) * weight * ((rr * rr) + (ri * ri));
                (rr * weight).StoreUnsafe(ref r, re);
                (ri * weight).StoreUnsafe(ref r, im);
            }

            sum += Vector.Sum(part);
        }

        _sums[piece] = sum;
    }

    /// <summary>X⁺ = X − (conj(K) R + β G)/(W|K|² + β D + ε); then X = X⁺ + momentum (X⁺ − X⁺ before), and a copy for the inverse.</summary>
    private void Descend(int first, int end, float beta, float momentum)
    {
        int lanes = _fft.Lanes;
        ref float x = ref Of(_current), old = ref Of(_previous), z = ref Of(_spectrum), k = ref Of(_kernel);
        ref float r = ref Of(_residual), g = ref Of(_pull), w = ref Of(_weight), d = ref Of(_differences);
        Vector<float> penalty = new(beta), ahead = new(momentum), ridge = new(Ridge);
        for (int block = first; block < end; block += lanes)
            for (int i = 0; i < lanes; i += Vector<float>.Count)
            {
                nuint re = (nuint)((2 * block) + i), im = re + (nuint)lanes, e = (nuint)(block + i);
                Vector<float> kr = Vector.LoadUnsafe(ref k, re), ki = Vector.LoadUnsafe(ref k, im);
                Vector<float> rr = Vector.LoadUnsafe(ref r, re), ri = Vector.LoadUnsafe(ref r, im);
                Vector<float> scale = Vector<float>.One
                    / ((Vector.LoadUnsafe(ref w, e) * ((kr * kr) + (ki * ki))) + (penalty * Vector.LoadUnsafe(ref d, e)) + ridge);
                Vector<float> nextRe = Vector.LoadUnsafe(ref x, re) - (scale * ((kr * rr) + (ki * ri) + (penalty * Vector.LoadUnsafe(ref g, re))));
                Vector<float> nextIm = Vector.LoadUnsafe(ref x, im) - (scale * ((kr * ri) - (ki * rr) + (penalty * Vector.LoadUnsafe(ref g, im))));
                Vector<float> pointRe = nextRe + (ahead * (nextRe - Vector.LoadUnsafe(ref old, re))), pointIm = nextIm + (ahead * (nextIm - Vector.LoadUnsafe(ref old, im)));
                pointRe.StoreUnsafe(ref x, re);
                pointIm.StoreUnsafe(ref x, im);
                pointRe.StoreUnsafe(ref z, re);
                pointIm.StoreUnsafe(ref z, im);
                nextRe.StoreUnsafe(ref old, re);
                nextIm.StoreUnsafe(ref old, im);
            }
    }

    /// <summary>Sums ‖x⁺ − x‖² and ‖x⁺‖².</summary>
    private void Change(int piece, int first, int end)
    {
        ReadOnlySpan<float> next = _next.Span[first..end];
        _sums[piece] = Reduce.SquaredDistance(next, _x.Span[first..end]);
        _sums[(_sums.Length / 2) + piece] = Reduce.SumOfSquares(next);
    }

    private static ref float Of(AlignedBuffer buffer) => ref MemoryMarshal.GetReference(buffer.Span);

    /// <summary>Σ_f |F_f|² over the filters of the prior: the curvature of the pull.</summary>
    private void DifferencePower()
    {
        _differences.Span.Clear();
        Add([-1, 1], new(1, 2));
        Add([-1, 1], new(2, 1));
        Add([-1, 2, -1], new(1, 3));
        Add([-1, 2, -1], new(3, 1));
        Add([1, -1, -1, 1], new(2, 2));

        void Add(ReadOnlySpan<float> filter, Shape shape)
        {
            CyclicKernel.Transform(_fft, filter, shape, 0, 0, _spectrum.Span);
            using AlignedBuffer power = AlignedPool.Rent(_fft.Elements);
            Numerics.Fft.Spectra.AbsSquared(_spectrum.Span, power.Span, _fft.Lanes);
            TensorPrimitives.Add(power.Span, _differences.Span, _differences.Span);
        }
    }

    private enum Work
    {
        Blur,
        Compare,
        Misfit,
        Descend,
        Change,
    }

    /// <summary>One of the passes, cut into pieces.</summary>
    private readonly struct Job(PreconditionedGradient solver, Work work, float beta = 0, float momentum = 0) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            int first = item * Piece, plane = Math.Min(first + Piece, solver._fft.Shape.Count), spectrum = Math.Min(first + Piece, solver._fft.Elements);
            switch (work)
            {
                case Work.Blur:
                    solver.Blur(first, spectrum);
                    break;
                case Work.Compare:
                    solver.Compare(item, first, plane);
                    break;
                case Work.Misfit:
                    solver.Misfit(item, first, spectrum);
                    break;
                case Work.Descend:
                    solver.Descend(first, spectrum, beta, momentum);
                    break;
                default:
                    solver.Change(item, first, plane);
                    break;
            }
        }
    }
}
