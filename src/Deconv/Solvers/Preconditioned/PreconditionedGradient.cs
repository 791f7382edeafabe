using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Objectives.DataTerms;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Solvers.Preconditioned;

/// <summary>
/// The fast restoration: accelerated gradient descent, preconditioned in the Fourier domain, on
/// E(x) = Σ M ρ(h∗x − y) + λ Σ_f w_f Σ|f∗x|^p with the prior split off half-quadratically (Geman and Yang 1995; Krishnan and Fergus 2009).
/// <para>
/// x lives on a cyclic frame larger than the image by the reach of the PSF; the mask M is 1 on the image and 0 around it, so that the outside is
/// solved for, and untrusted samples have M = 0 (Almeida and Figueiredo 2013). ρ is ½ r², or a <see cref="RobustPotential"/> for a sample
/// that may be an outlier. A negative M marks a clipped sample: it is penalized only if the estimate falls below it. W(f) lowers the weight of
/// low frequencies, where errors of the PSF have the most effect. One step, with residual R = W·F{M ρ′(h∗x − y)} and prior pull g:
/// X⁺ = X − (conj(K)·R + β·F{g}) / (W|K|² + β Σ|F_f|² + ε).
/// </para>
/// <para>
/// Three planes are luminance and color differences whose channels have masks of their own: the residual is converted to red, green and blue, where
/// samples are known or not, and back; see <see cref="MaskedResidual"/>. Everything else is done plane by plane.
/// </para>
/// <para>
/// Areas without trusted samples take more steps to fill in: the schedule may be run twice. The second, shorter run is that of an image without
/// these areas, and its answer is taken everywhere else: untrusted samples do not change it.
/// </para>
/// <para>
/// After the schedule it may continue with a learned prior, whose pull is b (x − z) with curvature b: the same step with β = b and Σ|F_f|² = 1.
/// </para>
/// <para>With M = 1 and W = 1 this is the exact half-quadratic minimizer; otherwise the denominator majorizes and the step descends.
/// </para>
/// </summary>
internal sealed class PreconditionedGradient : ISolver, IDisposable
{
    /// <summary>Samples or elements per work item: sums are accumulated per item, so they do not depend on the number of threads.</summary>
    private const int Piece = 1 << 14;

    private readonly RealFft2D _fft;
    private readonly DescentPlane[] _planes;
    private readonly RobustSchedule _robust;
    private readonly int _threads;
    private readonly double _trusted;
    private readonly double[] _sums;
    private readonly ResidualSums[] _residuals;
    private double _scale;
    private readonly FrequencyTables _tables;
    private readonly FieldConvolution? _field;
    private AlignedBuffer _back;
    private AlignedBuffer _residual;
    private AlignedBuffer _spectrum;
    private AlignedBuffer _x;
    private int _step;
    private bool _filled;

    /// <summary>Prepares one plane, or luminance and two color differences.</summary>
    /// <param name="planes">One plane, or three whose masks belong to red, green and blue; disposed with the solver.</param>
    /// <param name="psf">h.</param>
    /// <param name="robust">The potential of the data term.</param>
    /// <param name="threads">Threads to use, at least 1; the answer does not depend on them.</param>
    /// <param name="field">h where it differs across the frame, its places counted from the first sample of x; null for one PSF.</param>
    public PreconditionedGradient(IReadOnlyList<DescentPlane> planes, Psf psf, RobustSchedule robust, int threads = 1, PsfField? field = null)
    {
        if (planes.Count is not (1 or 3))
            throw new ArgumentException($"One plane or three are restored together, not {planes.Count}.", nameof(planes));
        Shape frame = planes[0].Shape;
        _fft = new RealFft2D(frame, threads);
        (_planes, _robust, _threads) = ([.. planes], robust, threads);
        _tables = new FrequencyTables(_fft, psf, field);
        if (field is not null)
        {
            _field = new FieldConvolution(new(frame, field.Shape, frame, field.OriginRow, field.OriginColumn), field, threads);
            _back = AlignedPool.Rent(frame.Count);
        }

        _x = AlignedPool.Rent(planes.Count * frame.Count);
        (_residual, _spectrum) = (AlignedPool.Rent(_fft.SpectrumLength), AlignedPool.Rent(_fft.SpectrumLength));
        _sums = new double[2 * ((Math.Max(frame.Count, _fft.Elements) / Piece) + 1)];
        _residuals = new ResidualSums[SamplePieces];
        for (int p = 0; p < _planes.Length; p++)
        {
            DescentPlane plane = _planes[p];
            plane.Begin(_fft.SpectrumLength, X(p));
            _trusted += Reduce.SumOfSquares(plane.Mask.Span);
            Transform(p);
        }

        _trusted = Math.Max(1, _trusted);
    }

    /// <summary>The planes one below the other.</summary>
    public Shape Domain => new(_planes.Length * _fft.Shape.Height, _fft.Shape.Width);

    /// <inheritdoc/>
    public ReadOnlySpan<float> Solution => _x.Span;

    /// <summary>
    /// Share of the first of two runs of the schedule in every sample of the frame, 0 to 1; where it is 1, the second run has no data. Disposed
    /// with the solver.
    /// </summary>
    public AlignedBuffer FillArea { get; init; }

    private int SamplePieces => (_fft.Shape.Count + Piece - 1) / Piece;

    private int SpectrumPieces => (_fft.Elements + Piece - 1) / Piece;

    /// <summary>
    /// One step of the schedule. The objective and the residual it reports are those of the iterate it starts from; those of the new one would cost
    /// another transform.
    /// </summary>
    public StepOutcome Step()
    {
        // work = M ρ′(h∗x − y)
        for (int p = 0; p < _planes.Length; p++)
            Blur(p);

        Schedule schedule = _planes[0].Schedule;
        int robustSteps = schedule.FillSteps > 0 ? schedule.FillSteps : schedule.Steps;
        if (_step == RobustSchedule.ReleaseStep(robustSteps))
            Release();
        RobustPotential potential = _robust.At(_step, robustSteps, _scale);
        Run(new Job(this, Pass.Compare, 0) { Potential = potential }, SamplePieces);
        ResidualSums residual = default;
        foreach (ResidualSums part in _residuals)
            residual += part;
        _scale = residual.Scale;
        if (_step == schedule.Count)
            _planes[0].Learned?.Expect(Math.Sqrt(residual.Squares / _planes.Length / _trusted));
        double channels = _planes.Length,
            excess = residual.Excess / channels, // the axes of opponent color are shorter than those of the channels by √3
            energy = 0,
            change = 0,
            size = 0;
        for (int p = 0; p < _planes.Length; p++)
        {
            DescentPlane plane = _planes[p];
            double misfit = TransformResidual(p),
                prior = plane.Pull(X(p), _step, out double penalty, out bool onDifferences);
            _fft.Forward(plane.Work.Span, _spectrum.Span);
            double own = misfit + prior + (p == 0 ? excess : 0);
            var rate = new DescentRate((float)penalty, plane.Momentum(_step, own), onDifferences);
            Run(new Job(this, Pass.Descend, p) { Rate = rate }, SpectrumPieces);
            energy += own;
            change += Sum(0, SpectrumPieces);
            size += Sum(1, SpectrumPieces);
            _fft.Inverse(_spectrum.Span, X(p));
        }

        _step++;
        if (schedule.FillSteps > 0 && _step == schedule.FillSteps)
            Restart();
        if (schedule.FillSteps > 0 && _step == schedule.Count)
            Blend();
        return new StepOutcome(energy, size > 0 ? Math.Sqrt(change / size) : 0, 1, Math.Sqrt(residual.Squares / channels / _trusted));
    }

    /// <summary>Returns the buffers to the pool; the solution may not be read afterwards.</summary>
    public void Dispose()
    {
        foreach (DescentPlane plane in _planes)
            plane.Dispose();
        FillArea.Dispose();
        _tables.Dispose();
        _back.Dispose();
        _x.Dispose();
        _residual.Dispose();
        _spectrum.Dispose();
        (_back, _x, _residual, _spectrum) = (default, default, default, default);
    }

    /// <summary>work = h∗x.</summary>
    private void Blur(int p)
    {
        if (_field is not null)
        {
            _field.Apply(X(p), _planes[p].Work.Span);
            return;
        }

        Run(new Job(this, Pass.Blur, p), SpectrumPieces);
        _fft.Inverse(_spectrum.Span, _planes[p].Work.Span);
    }

    /// <summary>
    /// The transform of the residual, or with a field that of the residual projected back, whose misfit is not weighted by W. Returns the misfit.
    /// </summary>
    private double TransformResidual(int p)
    {
        AlignedBuffer work = _planes[p].Work;
        if (_field is null)
        {
            _fft.Forward(work.Span, _residual.Span);
            Run(new Job(this, Pass.Misfit, p), SpectrumPieces);
            return 0.5 * Sum(0, SpectrumPieces) / _fft.Shape.Count;
        }

        Run(new Job(this, Pass.Squares, p), SamplePieces);
        _field.Adjoint(work.Span, _back.Span);
        _fft.Forward(_back.Span, _residual.Span);
        return 0.5 * Sum(0, SamplePieces);
    }

    /// <summary>Keeps the answer of the first run of the schedule and starts again, except in the area that it filled in.</summary>
    private void Restart()
    {
        _filled = true;
        ReadOnlySpan<float> area = FillArea.Span;
        for (int p = 0; p < _planes.Length; p++)
        {
            Span<float> x = X(p),
                kept = _planes[p].Kept.Span;
            for (int i = 0; i < x.Length; i++)
                (x[i], kept[i]) = (area[i] < 1 ? kept[i] : x[i], x[i]);
            Transform(p);
        }
    }

    /// <summary>Puts the answer of the first run into the area that it filled in.</summary>
    private void Blend()
    {
        _filled = false;
        for (int p = 0; p < _planes.Length; p++)
        {
            TensorPrimitives.Lerp(X(p), _planes[p].Kept.Span, FillArea.Span, X(p));
            Transform(p);
        }
    }

    /// <summary>Takes the samples of a plane for its iterate, without momentum.</summary>
    private void Transform(int p)
    {
        _fft.Forward(X(p), _planes[p].Current.Span);
        _planes[p].Current.Span.CopyTo(_planes[p].Previous.Span);
    }

    /// <summary>Gives the held samples their values and masks, once.</summary>
    private void Release()
    {
        for (int channel = 0; channel < _planes.Length; channel++)
        for (int i = 0; i < _planes[channel].Held.Count; i++)
        {
            HeldSample held = _planes[channel].Held[i];
            _planes[channel].Mask.Span[held.Position] = held.Weight + MathF.CopySign(MaskedResidual.Doubt, held.Weight);
            if (_planes.Length == 1)
            {
                _planes[0].Observed.Span[held.Position] += held.Change;
                continue;
            }

            (float l, float u, float v) = OpponentAxes.FromChannels(
                channel == 0 ? held.Change : 0,
                channel == 1 ? held.Change : 0,
                channel == 2 ? held.Change : 0
            );
            _planes[0].Observed.Span[held.Position] += l;
            _planes[1].Observed.Span[held.Position] += u;
            _planes[2].Observed.Span[held.Position] += v;
        }
    }

    private Span<float> X(int plane) => _x.Span.Slice(plane * _fft.Shape.Count, _fft.Shape.Count);

    private void Run(Job job, int pieces) => Workers.For(ref job, pieces, _threads);

    /// <summary>Sums the partial results of row 0 or 1 in order.</summary>
    private double Sum(int row, int pieces)
    {
        double sum = 0;
        for (int i = 0; i < pieces; i++)
            sum += _sums[(row * (_sums.Length / 2)) + i];
        return sum;
    }

    private void Keep(int piece, (double First, double Second) sums) => (_sums[piece], _sums[(_sums.Length / 2) + piece]) = sums;

    private ResidualSums Compare(int first, int end, RobustPotential potential)
    {
        const int Chunk = 1024; // short float sums; the planes of a chunk fit in the cache
        ResidualSums sums = default;
        for (int at = first; at < end; at += Chunk)
        {
            int n = Math.Min(Chunk, end - at);
            sums +=
                _planes.Length == 1
                    ? MaskedResidual.OfPlane(Work(0), Observed(0), Mask(0), potential)
                    : MaskedResidual.OfColor(Work(0), Work(1), Work(2), Observed(0), Observed(1), Observed(2), Mask(0), Mask(1), Mask(2), potential);

            for (int p = 0; _filled && p < _planes.Length; p++)
                Hide(Work(p), FillArea.Span.Slice(at, n));

            Span<float> Work(int p) => _planes[p].Work.Span.Slice(at, n);

            Span<float> Observed(int p) => _planes[p].Observed.Span.Slice(at, n);

            Span<float> Mask(int p) => _planes[p].Mask.Span.Slice(at, n);
        }

        return sums;
    }

    /// <summary>Takes the data away where the first run has filled in the image.</summary>
    private static void Hide(Span<float> pull, ReadOnlySpan<float> area)
    {
        for (int i = 0; i < pull.Length; i++)
            pull[i] = area[i] < 1 ? pull[i] : 0;
    }

    private enum Pass
    {
        Blur,
        Compare,
        Misfit,
        Squares,
        Descend,
    }

    /// <summary>One of the passes over a plane, or all of them, split into work items.</summary>
    private readonly struct Job(PreconditionedGradient solver, Pass pass, int plane) : IParallelJob
    {
        public RobustPotential Potential { get; init; }

        public DescentRate Rate { get; init; }

        public void Run(int item, int worker)
        {
            int first = item * Piece,
                samples = Math.Min(first + Piece, solver._fft.Shape.Count),
                end = Math.Min(first + Piece, solver._fft.Elements);
            DescentPlane on = solver._planes[plane];
            var passes = new SpectralDescent(solver._tables, solver._fft.Lanes, (float)on.ModelError);
            switch (pass)
            {
                case Pass.Blur:
                    passes.Blur(on.Current, solver._spectrum, first, end);
                    break;
                case Pass.Compare:
                    solver._residuals[item] = solver.Compare(first, samples, Potential);
                    break;
                case Pass.Misfit:
                    solver.Keep(item, (passes.Misfit(solver._residual, first, end), 0));
                    break;
                case Pass.Squares:
                    solver.Keep(item, (Reduce.SumOfSquares(on.Work.Span[first..samples]), 0));
                    break;
                case Pass.Descend when solver._field is not null:
                    var field = new FieldData(solver._tables.Power, solver._residual);
                    solver.Keep(item, passes.Descend(on, field, solver._spectrum, Rate, first, end));
                    break;
                default:
                    var uniform = new UniformData(solver._tables.Kernel, solver._residual);
                    solver.Keep(item, passes.Descend(on, uniform, solver._spectrum, Rate, first, end));
                    break;
            }
        }
    }
}
