using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Objectives.Priors;

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
/// <para>With M = 1 and W = 1 this is the exact half-quadratic minimizer; with M ≤ 1 the denominator majorizes and the step descends.</para>
/// </summary>
internal sealed class PreconditionedGradient : ISolver, IDisposable
{
    private const float Ridge = 1e-8f;
    private readonly RealFft2D _fft;
    private readonly DifferencePrior _prior;
    private readonly Schedule _schedule;
    private readonly double _lambda;
    private readonly AlignedBuffer[] _buffers;
    private readonly AlignedBuffer _kernel;
    private readonly AlignedBuffer _weight;
    private readonly AlignedBuffer _differences;
    private readonly AlignedBuffer _multiplicity;
    private readonly AlignedBuffer _observed;
    private readonly AlignedBuffer _mask;
    private readonly AlignedBuffer _x;
    private readonly AlignedBuffer _plane;
    private readonly AlignedBuffer _spectrum;
    private readonly AlignedBuffer _residual;
    private readonly AlignedBuffer _pull;
    private AlignedBuffer _current;
    private AlignedBuffer _previous;
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
    public PreconditionedGradient(MaskedFrame frame, Psf psf, double prior, double lambda, double modelError, Schedule schedule)
    {
        _fft = new RealFft2D(frame.Shape);
        _prior = new DifferencePrior(frame.Shape, prior);
        (_lambda, _schedule) = (lambda, schedule);
        int n = frame.Shape.Count, e = _fft.Elements, s = _fft.SpectrumLength;
        _buffers = [.. ((int[])[s, e, e, e, n, n, n, n, s, s, s, s, s]).Select(AlignedPool.Rent)];
        (_kernel, _weight, _differences, _multiplicity) = (_buffers[0], _buffers[1], _buffers[2], _buffers[3]);
        (_observed, _mask, _x, _plane) = (_buffers[4], _buffers[5], _buffers[6], _buffers[7]);
        (_spectrum, _residual, _pull, _current, _previous) = (_buffers[8], _buffers[9], _buffers[10], _buffers[11], _buffers[12]);
        CyclicKernel.Transform(_fft, psf, _kernel.Span);
        DifferencePower();
        _fft.FrequencySquared(_weight.Span);
        foreach (ref float w in _weight.Span) w = Math.Max(w / (w + (float)modelError + 1e-12f), modelError > 0 ? 0.01f : 1);
        _fft.Multiplicity(_multiplicity.Span);
        frame.Observed.CopyTo(_observed.Span);
        frame.Mask.CopyTo(_mask.Span);
        frame.Start.CopyTo(_x.Span);
        _fft.Forward(_x.Span, _current.Span);
        _current.Span.CopyTo(_previous.Span);
    }

    /// <inheritdoc/>
    public Shape Domain => _fft.Shape;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Solution => _x.Span;

    /// <summary>
    /// One step of the schedule. The objective and the residual it reports are those of the iterate it starts from: the new one's would cost
    /// another transform.
    /// </summary>
    public StepOutcome Step()
    {
        (double beta, float momentum) = _schedule.At(_step++);
        double misfit = Residual(out double rms);
        double prior = _prior.Pull(_x.Span, _lambda, beta, _plane.Span);
        _fft.Forward(_plane.Span, _pull.Span);
        double energy = misfit + (_lambda * prior);

        // Momentum is no longer trusted once the energy has risen twice running: one plain step, which descends.
        _rises = energy > _lastEnergy ? _rises + 1 : 0;
        if (_rises >= 2) (momentum, _rises) = (0, 0);
        _lastEnergy = energy;

        // X still holds the extrapolated point; X⁺ replaces the previous unextrapolated one after the momentum has used it.
        Descend((float)beta, momentum);
        _current.Span.CopyTo(_spectrum.Span);
        _fft.Inverse(_spectrum.Span, _plane.Span);
        double change = Math.Sqrt(Reduce.SquaredDistance(_plane.Span, _x.Span)), size = Math.Sqrt(Reduce.SumOfSquares(_plane.Span));
        _plane.Span.CopyTo(_x.Span);
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

    /// <summary>residual = W F{M (h∗x − y)}; returns ½‖·‖²_W, and the plain root mean square over trusted samples.</summary>
    private double Residual(out double rms)
    {
        _current.Span.CopyTo(_spectrum.Span);
        Spectra.Multiply(_spectrum.Span, _kernel.Span, _fft.Lanes, conjugate: false);
        _fft.Inverse(_spectrum.Span, _plane.Span);
        TensorPrimitives.Subtract(_plane.Span, _observed.Span, _plane.Span);
        TensorPrimitives.Multiply(_plane.Span, _mask.Span, _plane.Span);
        rms = Math.Sqrt(Reduce.SumOfSquares(_plane.Span) / Math.Max(1, Reduce.SumOfSquares(_mask.Span)));
        _fft.Forward(_plane.Span, _residual.Span);
        double sum = 0;
        int lanes = _fft.Lanes;
        Span<float> r = _residual.Span, w = _weight.Span, m = _multiplicity.Span;
        for (int block = 0, e = 0; block < r.Length; block += 2 * lanes, e += lanes)
        {
            double part = 0;
            for (int i = 0; i < lanes; i++)
            {
                float re = r[block + i], im = r[block + lanes + i], weight = w[e + i];
                part += (double)(m[e + i] * weight) * ((re * re) + (im * im));
                (r[block + i], r[block + lanes + i]) = (weight * re, weight * im);
            }

            sum += part;
        }

        return 0.5 * sum / _fft.Shape.Count;
    }

    /// <summary>X⁺ = X − (conj(K) R + β G)/(W|K|² + β D + ε); then X = X⁺ + momentum (X⁺ − X⁺ before).</summary>
    private void Descend(float beta, float momentum)
    {
        int lanes = _fft.Lanes;
        Span<float> x = _current.Span, old = _previous.Span;
        ReadOnlySpan<float> k = _kernel.Span, r = _residual.Span, g = _pull.Span, w = _weight.Span, d = _differences.Span;
        for (int block = 0, e = 0; block < x.Length; block += 2 * lanes, e += lanes)
            for (int i = 0; i < lanes; i++)
            {
                int re = block + i, im = re + lanes;
                float kr = k[re], ki = k[im], scale = 1 / ((w[e + i] * ((kr * kr) + (ki * ki))) + (beta * d[e + i]) + Ridge);
                float nextRe = x[re] - (scale * ((kr * r[re]) + (ki * r[im]) + (beta * g[re])));
                float nextIm = x[im] - (scale * ((kr * r[im]) - (ki * r[re]) + (beta * g[im])));
                (x[re], x[im]) = (nextRe + (momentum * (nextRe - old[re])), nextIm + (momentum * (nextIm - old[im])));
                (old[re], old[im]) = (nextRe, nextIm);
            }
    }

    /// <summary>Σ_f w_f |F_f|² over the filters of the prior.</summary>
    private void DifferencePower()
    {
        const float Second = (float)DifferencePrior.SecondWeight;
        _differences.Span.Clear();
        Add([-1, 1], new(1, 2), 1);
        Add([-1, 1], new(2, 1), 1);
        Add([-1, 2, -1], new(1, 3), Second);
        Add([-1, 2, -1], new(3, 1), Second);
        Add([1, -1, -1, 1], new(2, 2), Second);

        void Add(ReadOnlySpan<float> filter, Shape shape, float weight)
        {
            CyclicKernel.Transform(_fft, filter, shape, 0, 0, _spectrum.Span);
            using AlignedBuffer power = AlignedPool.Rent(_fft.Elements);
            Spectra.AbsSquared(_spectrum.Span, power.Span, _fft.Lanes);
            TensorPrimitives.MultiplyAdd(power.Span, weight, _differences.Span, _differences.Span);
        }
    }
}
