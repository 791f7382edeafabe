using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Objectives.DataTerms;

/// <summary>
/// Σᵢ mᵢ ρ(dᵢ) with d = A x − b, or min(A x − b, 0) where a sample is clipped: the data term of images with outliers and clipped light. Gradient
/// Aᵀ (m ρ′(d)). With <see cref="RobustPotential.LeastSquares"/> and nothing clipped it is <see cref="LeastSquares"/>.
/// </summary>
internal sealed class RobustMisfit : IDifferentiable
{
    /// <summary>Samples of one float sum.</summary>
    private const int Chunk = 1024;

    private readonly ILinearOperator _operator;
    private readonly ReadOnlyMemory<float> _observed;
    private readonly ReadOnlyMemory<float> _mask;
    private readonly RobustPotential _potential;

    /// <param name="forward">A.</param>
    /// <param name="observed">b, one float per sample of the codomain; not copied.</param>
    /// <param name="mask">m, one per sample: 0 to 1, negative where the sample is clipped, its size larger by <see cref="MaskedResidual.Doubt"/>
    /// where the
    /// sample may be an outlier; not copied.</param>
    /// <param name="potential">ρ of samples that may be outliers; that of the others is r²/2.</param>
    public RobustMisfit(ILinearOperator forward, ReadOnlyMemory<float> observed, ReadOnlyMemory<float> mask, RobustPotential potential)
    {
        if (observed.Length != forward.Codomain.Count || mask.Length != observed.Length)
            throw new ArgumentException(
                $"The operator gives {forward.Codomain.Count} samples; {observed.Length} were observed, with {mask.Length} weights.",
                nameof(observed)
            );
        (_operator, _observed, _mask, _potential) = (forward, observed, mask, potential);
    }

    public Shape Domain => _operator.Domain;

    public double Value(ReadOnlySpan<float> x)
    {
        using AlignedBuffer residual = AlignedPool.Rent(_observed.Length);
        return Derivative(x, residual.Span);
    }

    public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient)
    {
        using AlignedBuffer residual = AlignedPool.Rent(_observed.Length);
        using AlignedBuffer back = AlignedPool.Rent(Domain.Count);
        double value = Derivative(x, residual.Span);
        _operator.Adjoint(residual.Span, back.Span);
        TensorPrimitives.MultiplyAdd(back.Span, weight, gradient, gradient);
        return value;
    }

    /// <summary>residual = m ρ′(d); returns Σ m ρ(d).</summary>
    private double Derivative(ReadOnlySpan<float> x, Span<float> residual)
    {
        _operator.Apply(x, residual);
        ResidualSums sums = default;
        for (int at = 0; at < residual.Length; at += Chunk)
        {
            int n = Math.Min(Chunk, residual.Length - at);
            sums += MaskedResidual.OfPlane(residual.Slice(at, n), _observed.Span.Slice(at, n), _mask.Span.Slice(at, n), _potential);
        }

        return sums.Value;
    }
}
