using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Deconv.Numerics;
using Deconv.Objectives.Priors.Potentials;

namespace Deconv.Objectives.Priors;

/// <summary>
/// Σ_f w_f Σ φ((f∗x)²) over the first differences (w = 1) and the second differences xx, yy, xy (w =
/// <see cref="DifferencePrior.SecondWeight"/>) that lie inside the image: the functional of <see cref="DifferencePrior"/> with a potential that has
/// a gradient, for methods that need one.
/// </summary>
/// <param name="shape">Shape of x.</param>
/// <param name="potential">φ.</param>
internal sealed class SmoothDifferencePrior<TPotential>(Shape shape, TPotential potential) : IDifferentiable
    where TPotential : struct, IPotential
{
    private const float Second = (float)DifferencePrior.SecondWeight;

    private readonly int _padded = (shape.Width + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    public Shape Domain => shape;

    public double Value(ReadOnlySpan<float> x) => Sweep(x, 0, []);

    public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient) => Sweep(x, weight, gradient);

    /// <summary>One pass over the rows; the gradient is skipped if its span is empty.</summary>
    private double Sweep(ReadOnlySpan<float> x, float weight, Span<float> gradient)
    {
        (int h, int w) = (shape.Height, shape.Width);
        using AlignedBuffer buffer = AlignedPool.Rent(2 * _padded);
        Span<float> v = buffer.Span[.._padded],
            other = buffer.Span.Slice(_padded, _padded);
        double sum = 0;
        for (int y = 0; y < h; y++)
        {
            ReadOnlySpan<float> row = x.Slice(y * w, w),
                below = y + 1 < h ? x.Slice((y + 1) * w, w) : [];
            Span<float> to = gradient.IsEmpty ? [] : gradient.Slice(y * w, w),
                toBelow = gradient.IsEmpty || below.IsEmpty ? [] : gradient.Slice((y + 1) * w, w);
            if (w > 1)
            {
                TensorPrimitives.Subtract(row[1..], row[..^1], v);
                sum += Weigh(v, w - 1, 1);
                Scatter(v[..(w - 1)], weight, to, -1, 1);
            }

            if (w > 2)
            {
                TensorPrimitives.Add(row[2..], row[..^2], v);
                TensorPrimitives.MultiplyAdd(row[1..^1], -2, v[..(w - 2)], v);
                sum += Weigh(v, w - 2, Second);
                Scatter(v[..(w - 2)], weight, to, 1, -2, 1);
            }

            if (below.IsEmpty)
                continue;
            TensorPrimitives.Subtract(below, row, v);
            sum += Weigh(v, w, 1);
            Scatter(v[..w], weight, to, -1);
            Scatter(v[..w], weight, toBelow, 1);
            if (w > 1)
            {
                TensorPrimitives.Subtract(below[1..], below[..^1], v);
                TensorPrimitives.Subtract(row[1..], row[..^1], other);
                TensorPrimitives.Subtract(v[..(w - 1)], other[..(w - 1)], v);
                sum += Weigh(v, w - 1, Second);
                Scatter(v[..(w - 1)], weight, to, 1, -1);
                Scatter(v[..(w - 1)], weight, toBelow, -1, 1);
            }

            if (y + 2 == h)
                continue;
            TensorPrimitives.Add(row, x.Slice((y + 2) * w, w), v);
            TensorPrimitives.MultiplyAdd(below, -2, v[..w], v);
            sum += Weigh(v, w, Second);
            Scatter(v[..w], weight, to, 1);
            Scatter(v[..w], weight, toBelow, -2);
            Scatter(v[..w], weight, gradient.IsEmpty ? [] : gradient.Slice((y + 2) * w, w), 1);
        }

        return sum;
    }

    /// <summary>
    /// Returns w Σ φ(v²) over the first values and replaces each by w φ′ v; the rest is set to zero first, and adds nothing.
    /// </summary>
    private double Weigh(Span<float> v, int count, float w)
    {
        v[count..].Clear();
        Vector<float> sum = Vector<float>.Zero,
            factor = new(w);
        foreach (ref Vector<float> part in MemoryMarshal.Cast<float, Vector<float>>(v))
        {
            Vector<float> s = part * part;
            sum += potential.Value(s);
            part *= factor * potential.Weight(s);
        }

        return w * Vector.Sum(sum);
    }

    /// <summary>to[i + k] += weight · tap[k] · v[i].</summary>
    private static void Scatter(ReadOnlySpan<float> v, float weight, Span<float> to, params ReadOnlySpan<float> taps)
    {
        if (to.IsEmpty)
            return;
        for (int k = 0; k < taps.Length; k++)
        {
            Span<float> part = to.Slice(k, v.Length);
            TensorPrimitives.MultiplyAdd(v, weight * taps[k], part, part);
        }
    }
}
