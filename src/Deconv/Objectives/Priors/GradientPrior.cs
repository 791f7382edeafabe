using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Deconv.Numerics;
using Deconv.Objectives.Priors.Potentials;

namespace Deconv.Objectives.Priors;

/// <summary>
/// Σ φ(|∇x|²) with forward differences, zero across the last row and column: one sweep, many potentials. Rows are padded to whole vectors
/// in scratch, where the padding has s = 0 and so adds nothing; no separate scalar code is needed.
/// </summary>
/// <param name="shape">Shape of x.</param>
/// <param name="potential">φ.</param>
public sealed class GradientPrior<TPotential>(Shape shape, TPotential potential) : IDifferentiable
    where TPotential : struct, IPotential
{
    private readonly int _padded = (shape.Width + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <inheritdoc/>
    public Shape Domain => shape;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<float> x)
    {
        using AlignedBuffer rows = AlignedPool.Rent(2 * _padded);
        rows.Span.Clear();
        double sum = 0;
        for (int y = 0; y < shape.Height; y++)
            sum += Row(x, y, rows.Span, weigh: false);
        return sum;
    }

    /// <inheritdoc/>
    public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient)
    {
        using AlignedBuffer rows = AlignedPool.Rent(2 * _padded);
        rows.Span.Clear();
        int w = shape.Width;
        double sum = 0;
        for (int y = 0; y < shape.Height; y++)
        {
            sum += Row(x, y, rows.Span, weigh: true);
            ReadOnlySpan<float> flowX = rows.Span[..w],
                flowY = rows.Span.Slice(_padded, w);
            Span<float> here = gradient.Slice(y * w, w);

            // −div of the weighted flow: each difference pushes its two samples apart.
            TensorPrimitives.MultiplyAdd(flowX, -weight, here, here);
            if (w > 1)
                TensorPrimitives.MultiplyAdd(flowX[..^1], weight, here[1..], here[1..]);
            if (y + 1 == shape.Height)
                break;
            TensorPrimitives.MultiplyAdd(flowY, -weight, here, here);
            Span<float> below = gradient.Slice((y + 1) * w, w);
            TensorPrimitives.MultiplyAdd(flowY, weight, below, below);
        }

        return sum;
    }

    /// <summary>Differences of one row into rows 0 and 1 of scratch (times the weight if asked); returns the row's Σ φ.</summary>
    private double Row(ReadOnlySpan<float> x, int y, Span<float> scratch, bool weigh)
    {
        int w = shape.Width;
        Span<float> dx = scratch[.._padded],
            dy = scratch.Slice(_padded, _padded);
        ReadOnlySpan<float> row = x.Slice(y * w, w);
        if (w > 1)
            TensorPrimitives.Subtract(row[1..], row[..^1], dx);
        if (y + 1 < shape.Height)
            TensorPrimitives.Subtract(x.Slice((y + 1) * w, w), row, dy);
        else
            dy.Clear();
        Span<Vector<float>> vx = MemoryMarshal.Cast<float, Vector<float>>(dx),
            vy = MemoryMarshal.Cast<float, Vector<float>>(dy);
        Vector<float> sum = Vector<float>.Zero;
        dx[(w - 1)..].Clear();
        for (int i = 0; i < vx.Length; i++)
        {
            Vector<float> s = (vx[i] * vx[i]) + (vy[i] * vy[i]);
            sum += potential.Value(s);
            if (!weigh)
                continue;
            Vector<float> weight = potential.Weight(s);
            (vx[i], vy[i]) = (vx[i] * weight, vy[i] * weight);
        }

        return Vector.Sum(sum);
    }
}
