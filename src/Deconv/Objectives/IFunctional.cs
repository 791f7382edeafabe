namespace Deconv.Objectives;

/// <summary>A map from an image to a number. Implementations are thread-safe and allocate nothing once warm.</summary>
public interface IFunctional
{
    /// <summary>Shape of x.</summary>
    Shape Domain { get; }

    /// <summary>f(x); +∞ outside a constraint.</summary>
    double Value(ReadOnlySpan<float> x);
}

/// <summary>A functional with a gradient.</summary>
public interface IDifferentiable : IFunctional
{
    /// <summary>
    /// gradient += weight · ∇f(x), and returns f(x) without the weight. Value and gradient are computed together so that they stay consistent;
    /// accumulating avoids temporaries in sums of terms. The spans must not overlap.
    /// </summary>
    double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient);
}

/// <summary>A functional with a proximal map.</summary>
public interface IProximable : IFunctional
{
    /// <summary>x = argminᵤ g(u) + ‖u − v‖² / (2·stepSize), overwritten; returns g(x). v and x may be the same span.</summary>
    double Prox(ReadOnlySpan<float> v, float stepSize, Span<float> x);
}
