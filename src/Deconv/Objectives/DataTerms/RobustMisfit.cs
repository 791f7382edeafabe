using Deconv.Operators;

namespace Deconv.Objectives.DataTerms;

/// <summary>
/// Σᵢ mᵢ ρ(dᵢ) with d = A x − b, or min(A x − b, 0) where a sample is clipped: the data term of images with clipped light and outliers.
/// Gradient Aᵀ (m ρ′(d)). Where nothing is clipped or in doubt it is <see cref="LeastSquares"/>.
/// </summary>
internal sealed class RobustMisfit : Misfit
{
    /// <summary>Samples of one float sum.</summary>
    private const int Chunk = 1024;

    private readonly RobustPotential _potential;

    /// <param name="forward">A.</param>
    /// <param name="observed">b, one float per sample of the codomain; not copied.</param>
    /// <param name="mask">m, one per sample: 0 to 1, negative where the sample is clipped, its size larger by
    /// <see cref="MaskedResidual.Doubt"/> where the sample may be an outlier; not copied.</param>
    /// <param name="potential">ρ of samples that may be outliers; that of the others is r²/2.</param>
    public RobustMisfit(ILinearOperator forward, ReadOnlyMemory<float> observed, ReadOnlyMemory<float> mask, RobustPotential potential)
        : base(forward, observed, mask) => _potential = potential;

    private protected override double Differentiate(Span<float> blurred)
    {
        ResidualSums sums = default;
        for (int at = 0; at < blurred.Length; at += Chunk)
        {
            int n = Math.Min(Chunk, blurred.Length - at);
            sums += MaskedResidual.OfPlane(blurred.Slice(at, n), Observed.Span.Slice(at, n), Weights.Span.Slice(at, n), _potential);
        }

        return sums.Value;
    }
}
