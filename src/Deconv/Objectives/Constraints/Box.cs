using System.Numerics.Tensors;

namespace Deconv.Objectives.Constraints;

/// <summary>minimum ≤ x ≤ maximum for every sample: 0 inside, +∞ outside. Its proximal map is the projection.</summary>
public sealed class Box : IProximable
{
    private readonly float _minimum;
    private readonly float _maximum;

    /// <summary>Bounds for every sample.</summary>
    /// <param name="shape">Shape of x.</param>
    /// <param name="minimum">Lower bound; −∞ for none.</param>
    /// <param name="maximum">Upper bound; +∞ for none.</param>
    /// <exception cref="ArgumentException">Bounds that contain no value.</exception>
    public Box(Shape shape, float minimum, float maximum)
    {
        if (!(minimum <= maximum))
            throw new ArgumentException($"The bounds {minimum}..{maximum} contain no value.", nameof(minimum));
        (Domain, _minimum, _maximum) = (shape, minimum, maximum);
    }

    /// <summary>x ≥ 0: light is not negative.</summary>
    public static Box NonNegative(Shape shape) => new(shape, 0, float.PositiveInfinity);

    /// <summary>No constraint: the proximal map is the identity, and proximal gradient is plain gradient descent.</summary>
    public static Box None(Shape shape) => new(shape, float.NegativeInfinity, float.PositiveInfinity);

    /// <inheritdoc/>
    public Shape Domain { get; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<float> x) =>
        TensorPrimitives.Min(x) < _minimum || TensorPrimitives.Max(x) > _maximum ? double.PositiveInfinity : 0;

    /// <inheritdoc/>
    public double Prox(ReadOnlySpan<float> v, float stepSize, Span<float> x)
    {
        TensorPrimitives.Max(v, _minimum, x);
        TensorPrimitives.Min(x, _maximum, x);
        return 0;
    }
}
