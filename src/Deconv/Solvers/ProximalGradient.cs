using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Objectives;
using Deconv.Solvers.StepRules;

namespace Deconv.Solvers;

/// <summary>
/// Minimizes f(x) + g(x), f differentiable, g proximable: x⁺ = prox(y − t ∇f(y)).
/// With g = <see cref="Objectives.Constraints.Box.None"/> this is gradient descent, with a constraint projected gradient, with
/// <see cref="Objectives.Priors.TotalVariation"/> ISTA; accelerated, Nesterov's method and FISTA (Beck and Teboulle 2009), restarted when the
/// momentum points uphill (O'Donoghue and Candès 2015, gradient scheme).
/// </summary>
public sealed class ProximalGradient : ISolver, IDisposable
{
    private const int Memory = 5;
    private const int MaxTrials = 60;
    private readonly IDifferentiable _smooth;
    private readonly IProximable _simple;
    private readonly IStepRule _rule;
    private readonly bool _accelerate;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer _work;
    private readonly double[] _recent = new double[Memory];
    private AlignedBuffer _x;
    private AlignedBuffer _y;
    private AlignedBuffer _next;
    private float _step;
    private double _theta = 1;
    private double _smoothAtY;
    private int _count;
    private bool _disposed;

    /// <summary>Creates the solver with an initial image.</summary>
    /// <param name="smooth">f.</param>
    /// <param name="simple">g, of the same shape.</param>
    /// <param name="rule">Chooses the step sizes.</param>
    /// <param name="start">Initial image; copied, and projected by the first step.</param>
    /// <param name="accelerate">Whether to use momentum.</param>
    /// <exception cref="ArgumentException">Shapes that differ.</exception>
    public ProximalGradient(IDifferentiable smooth, IProximable simple, IStepRule rule, ReadOnlySpan<float> start, bool accelerate = false)
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(simple);
        ArgumentNullException.ThrowIfNull(rule);
        if (simple.Domain != smooth.Domain)
            throw new ArgumentException($"f acts on {smooth.Domain}, g on {simple.Domain}.", nameof(simple));
        if (start.Length != smooth.Domain.Count)
            throw new ArgumentException($"The start has {start.Length} samples; f acts on {smooth.Domain}.", nameof(start));
        (_smooth, _simple, _rule, _accelerate, _step) = (smooth, simple, rule, accelerate, rule.FirstStepSize);
        int n = Domain.Count;
        (_x, _y, _next, _gradient, _work) = (AlignedPool.Rent(n), AlignedPool.Rent(n), AlignedPool.Rent(n), AlignedPool.Rent(n), AlignedPool.Rent(n));
        start.CopyTo(_x.Span);
        start.CopyTo(_y.Span);
    }

    /// <inheritdoc/>
    public Shape Domain => _smooth.Domain;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Solution => _x.Span;

    /// <inheritdoc/>
    public StepOutcome Step()
    {
        if (_count == 0 || _accelerate)
            Evaluate(_y.Span, out _smoothAtY);
        double objective = Search(out double moved);
        _recent[_count++ % Memory] = objective;
        double size = Math.Sqrt(Reduce.SumOfSquares(_next.Span)),
            change = Math.Sqrt(Reduce.SquaredDistance(_next.Span, _x.Span));
        float step = _step;
        if (_accelerate)
        {
            Extrapolate();
            _step = _rule.Propose(new StepHistory(step, moved, 0));
        }
        else
        {
            // The gradient at the new point is needed for the next step anyway, and its change gives the curvature.
            _gradient.Span.CopyTo(_work.Span);
            Evaluate(_next.Span, out _smoothAtY);
            double curvature = Curvature();
            (_x, _next) = (_next, _x);
            _x.Span.CopyTo(_y.Span);
            _step = _rule.Propose(new StepHistory(step, moved, curvature));
        }

        return new StepOutcome(objective, size > 0 ? change / size : 0, step);
    }

    /// <summary>Returns the buffers to the pool; the solution may not be read afterwards.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_x, _y, _next, _gradient, _work])
            buffer.Dispose();
    }

    private void Evaluate(ReadOnlySpan<float> x, out double value)
    {
        _gradient.Span.Clear();
        value = _smooth.AccumulateGradient(x, 1, _gradient.Span);
    }

    /// <summary>Trials until the rule accepts: leaves x⁺ in <c>_next</c> and its step in <c>_step</c>; returns the objective there.</summary>
    private double Search(out double moved)
    {
        for (int trial = 1; ; trial++)
        {
            // v = y − t ∇f(y);  x⁺ = prox_{t g}(v)
            TensorPrimitives.MultiplyAdd(_gradient.Span, -_step, _y.Span, _next.Span);
            double simple = _simple.Prox(_next.Span, _step, _next.Span),
                smooth = _smooth.Value(_next.Span);
            TensorPrimitives.Subtract(_next.Span, _y.Span, _work.Span);
            moved = Reduce.SumOfSquares(_work.Span);
            double slope = Reduce.Dot(_gradient.Span, _work.Span);
            double worst = _count == 0 ? double.PositiveInfinity : TensorPrimitives.Max<double>(_recent.AsSpan(0, Math.Min(_count, Memory)));
            StepVerdict verdict = _rule.Judge(new StepTrial(_step, _smoothAtY, smooth, slope, moved, smooth + simple, worst));
            if (verdict.Accept || trial == MaxTrials || !double.IsFinite(smooth))
                return smooth + simple;
            _step = verdict.NextStepSize;
        }
    }

    // Here and below, use products of differences, not differences of products: the latter are dominated by rounding once a step changes the image by
    // less than a thousandth.

    /// <summary>
    /// ⟨s, d⟩ with s = x⁺ − y and d the change of the gradient; the previous gradient is in the work buffer. Overwrites both.
    /// </summary>
    private double Curvature()
    {
        TensorPrimitives.Subtract(_gradient.Span, _work.Span, _work.Span);
        TensorPrimitives.Subtract(_next.Span, _y.Span, _y.Span);
        return Reduce.Dot(_y.Span, _work.Span);
    }

    /// <summary>y = x⁺ + a (x⁺ − x), or y = x⁺ when ⟨y − x⁺, x⁺ − x⟩ &gt; 0.</summary>
    private void Extrapolate()
    {
        TensorPrimitives.Subtract(_y.Span, _next.Span, _work.Span);
        TensorPrimitives.Subtract(_next.Span, _x.Span, _y.Span);
        double uphill = Reduce.Dot(_work.Span, _y.Span);
        if (uphill > 0)
            _theta = 1;
        double next = (1 + Math.Sqrt(1 + (4 * _theta * _theta))) / 2;
        float momentum = uphill > 0 ? 0 : (float)((_theta - 1) / next);
        _theta = next;
        TensorPrimitives.MultiplyAdd(_y.Span, momentum, _next.Span, _y.Span);
        (_x, _next) = (_next, _x);
    }
}
