using System.Numerics;
using System.Runtime.CompilerServices;
using Deconv.Numerics;

namespace Deconv.Objectives.DataTerms;

/// <summary>
/// ρ(r) = −σ² ln((e^(−r²/2σ²) + κ)/(1 + κ)): the negative log-likelihood of a residual that is Gaussian noise or, with a small
/// probability, an outlier of any size (Cho, Wang and Lee 2011). About r²/2 for small residuals, it levels off for large ones. ρ′(r) = w r,
/// where the weight w = 1/(1 + κ e^(r²/2σ²)) is the probability that the sample is no outlier: one step with these weights is one step of
/// expectation-maximization, and w r²/2 plus a constant majorizes ρ.
/// </summary>
internal readonly struct RobustPotential
{
    /// <summary>Probability that a sample is an outlier, before its residual is known.</summary>
    private const double OutlierShare = 0.1;

    /// <summary>Exponent of 2 up to which a weight is computed; beyond, it is 0 for all purposes, and ρ is constant.</summary>
    private const float MaxExponent = 100;

    private readonly float _rate;
    private readonly float _kappa;
    private readonly float _scale;

    /// <summary>Noise of a standard deviation, with outliers distributed uniformly over 0 to 1.</summary>
    /// <param name="deviation">σ of samples that are no outliers, above 0, with white at 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or not finite.</exception>
    public RobustPotential(double deviation)
    {
        if (!(deviation > 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The standard deviation must be above 0.");
        _kappa = (float)(OutlierShare / (1 - OutlierShare) * Math.Sqrt(2 * Math.PI) * deviation);
        _scale = (float)(deviation * deviation * Math.Log(2));
        _rate = (float)(1 / (2 * deviation * deviation * Math.Log(2)));
    }

    /// <summary>w(r), 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Weight(Vector<float> r) =>
        Vector<float>.One / Vector.MultiplyAddEstimate(new Vector<float>(_kappa), FastMath.Exp2(Exponent(r)), Vector<float>.One);

    /// <summary>ρ(r), given w(r): ρ = r²/2 + σ² ln(w (1 + κ)), which avoids the logarithm of a small number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Value(Vector<float> r, Vector<float> weight) => _scale * (Exponent(r) + FastMath.Log2(weight * (1 + _kappa)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Exponent(Vector<float> r) => Vector.MinNative(r * r * _rate, new Vector<float>(MaxExponent));
}
