using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Solvers;

/// <summary>
/// x⁺ = x · Aᵀ(w b / A x) / Aᵀw: expectation maximization for Poisson noise (Richardson 1972, Lucy 1974), scaled gradient descent on the
/// Kullback-Leibler distance. Keeps x positive; has no prior, so it fits the noise when run too long.
/// </summary>
public sealed class RichardsonLucy : ISolver, IDisposable
{
    private const float Floor = 1e-6f;
    private readonly ILinearOperator _operator;
    private readonly ReadOnlyMemory<float> _observed;
    private readonly ReadOnlyMemory<float> _weights;
    private readonly double _weightSum;
    private readonly AlignedBuffer _x;
    private readonly AlignedBuffer _sensitivity;
    private readonly AlignedBuffer _model;
    private readonly AlignedBuffer _back;
    private bool _disposed;

    /// <summary>Creates the solver with a positive initial image.</summary>
    /// <param name="forward">A, with a non-negative PSF.</param>
    /// <param name="observed">b; negative samples count as 0. Not copied.</param>
    /// <param name="start">Initial image, copied; samples are raised to at least 1e-6.</param>
    /// <param name="weights">w ≥ 0 per observed sample, or empty for 1. Not copied.</param>
    public RichardsonLucy(ILinearOperator forward, ReadOnlyMemory<float> observed, ReadOnlySpan<float> start, ReadOnlyMemory<float> weights = default)
    {
        ArgumentNullException.ThrowIfNull(forward);
        if (observed.Length != forward.Codomain.Count)
            throw new ArgumentException(
                $"The operator gives {forward.Codomain} = {forward.Codomain.Count} samples; {observed.Length} were observed.",
                nameof(observed)
            );
        if (start.Length != forward.Domain.Count)
            throw new ArgumentException($"The start has {start.Length} samples; the operator takes {forward.Domain}.", nameof(start));
        if (weights.Length != 0 && weights.Length != observed.Length)
            throw new ArgumentException($"{observed.Length} samples take {observed.Length} weights or none, not {weights.Length}.", nameof(weights));
        (_operator, _observed, _weights) = (forward, observed, weights);
        (_x, _sensitivity, _model, _back) = (
            AlignedPool.Rent(start.Length),
            AlignedPool.Rent(start.Length),
            AlignedPool.Rent(observed.Length),
            AlignedPool.Rent(start.Length)
        );
        TensorPrimitives.Max(start, Floor, _x.Span);
        if (weights.IsEmpty)
            _model.Span.Fill(1);
        else
            weights.Span.CopyTo(_model.Span);
        _weightSum = Reduce.Sum(_model.Span);
        _operator.Adjoint(_model.Span, _sensitivity.Span);
    }

    /// <inheritdoc/>
    public Shape Domain => _operator.Domain;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Solution => _x.Span;

    /// <inheritdoc/>
    public StepOutcome Step()
    {
        _operator.Apply(_x.Span, _model.Span);
        (double divergence, double squares) = Ratio();
        _operator.Adjoint(_model.Span, _back.Span);
        double change = 0,
            size = 0;
        Span<float> x = _x.Span,
            back = _back.Span,
            sensitivity = _sensitivity.Span;
        for (int i = 0; i < x.Length; i++)
        {
            // Samples that affect no observation keep their value.
            float next = sensitivity[i] > 1e-4f ? Math.Max(Floor, x[i] * back[i] / sensitivity[i]) : x[i];
            double d = next - x[i];
            change += d * d;
            size += (double)next * next;
            x[i] = next;
        }

        return new StepOutcome(divergence, Math.Sqrt(change / size), 1, Math.Sqrt(squares / Math.Max(1, _weightSum)));
    }

    /// <summary>Returns the buffers to the pool; the solution may not be read afterwards.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (AlignedBuffer buffer in (ReadOnlySpan<AlignedBuffer>)[_x, _sensitivity, _model, _back])
            buffer.Dispose();
    }

    /// <summary>model = w b / model; returns Σ w (m − b + b ln(b/m)) and Σ w (m − b)² of the incoming model m.</summary>
    private (double Divergence, double Squares) Ratio()
    {
        double divergence = 0,
            squares = 0;
        Span<float> model = _model.Span;
        ReadOnlySpan<float> observed = _observed.Span,
            weights = _weights.Span;
        for (int i = 0; i < model.Length; i++)
        {
            float m = Math.Max(Floor, model[i]),
                b = Math.Max(0, observed[i]),
                w = weights.IsEmpty ? 1 : weights[i];
            divergence += w * (m - b + (b > 0 ? b * MathF.Log(b / m) : 0));
            squares += w * (double)(m - b) * (m - b);
            model[i] = w * b / m;
        }

        return (divergence, squares);
    }
}
