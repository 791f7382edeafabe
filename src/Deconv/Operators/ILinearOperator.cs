namespace Deconv.Operators;

/// <summary>
/// A linear map between planes and its transpose: the only interface of data terms and solvers to the forward model. Implement it for a custom blur.
/// Implementations are thread-safe and allocate nothing once warm; every call overwrites its whole output.
/// </summary>
public interface ILinearOperator
{
    /// <summary>Shape of x.</summary>
    Shape Domain { get; }

    /// <summary>Shape of y = A x.</summary>
    Shape Codomain { get; }

    /// <summary>y = A x. Reads <see cref="Domain"/>.Count floats, overwrites <see cref="Codomain"/>.Count; the spans must not overlap.</summary>
    void Apply(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>x = Aᵀ y, so that ⟨A u, y⟩ = ⟨u, Aᵀ y⟩ for all u. Overwrites x; the spans must not overlap.</summary>
    void Adjoint(ReadOnlySpan<float> y, Span<float> x);
}
