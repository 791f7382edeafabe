using System.Numerics.Tensors;
using Deconv.Numerics;

namespace Deconv.Objectives.Constraints;

/// <summary>x ≥ 0 with sum 1, as for a PSF. 0 inside, +∞ outside; its proximal map is the projection (Held, Wolfe and Crowder 1974).</summary>
public sealed class UnitSimplex : IProximable
{
    /// <summary>How far from 1 a float32 sum may be and still count as inside.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>The simplex of a shape.</summary>
    public UnitSimplex(Shape shape) => Domain = shape;

    /// <inheritdoc/>
    public Shape Domain { get; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<float> x) =>
        TensorPrimitives.Min(x) < 0 || Math.Abs(Reduce.Sum(x) - 1) > Tolerance ? double.PositiveInfinity : 0;

    /// <inheritdoc/>
    public double Prox(ReadOnlySpan<float> v, float stepSize, Span<float> x)
    {
        // x = max(v − θ, 0), θ such that the sum is 1: Newton's method from below on a convex, piecewise linear function converges in finitely
        // many steps.
        double theta = (Reduce.Sum(v) - 1) / v.Length;
        for (int i = 0; i < v.Length; i++)
        {
            double sum = 0;
            int count = 0;
            foreach (float u in v)
            {
                if (u <= theta)
                    continue;
                sum += u;
                count++;
            }

            double next = (sum - 1) / Math.Max(1, count);
            if (next <= theta)
                break;
            theta = next;
        }

        float shift = (float)theta;
        for (int i = 0; i < v.Length; i++)
            x[i] = Math.Max(v[i] - shift, 0);
        return 0;
    }
}
