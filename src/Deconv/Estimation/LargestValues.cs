using System.Numerics.Tensors;

namespace Deconv.Estimation;

/// <summary>The largest value of a channel, the next smaller one, and how many samples have them. Samples may come in any number of parts.</summary>
internal sealed class LargestValues
{
    private float _next = float.NegativeInfinity;
    private long _atNext;

    /// <summary>The largest value; negative infinity without samples.</summary>
    public float Largest { get; private set; } = float.NegativeInfinity;

    /// <summary>Number of samples that have it.</summary>
    public long AtLargest { get; private set; }

    /// <summary>Number of samples that have the next smaller value.</summary>
    public long AtNext => _atNext;

    /// <summary>Number of samples.</summary>
    public long Count { get; private set; }

    /// <summary>Adds samples; those that are not numbers are counted, but have no value.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        Count += samples.Length;
        if (samples.IsEmpty || TensorPrimitives.MaxNumber(samples) < _next)
            return;
        foreach (float v in samples)
        {
            if (v == Largest)
                AtLargest++;
            else if (v > Largest)
            {
                (_next, _atNext) = (Largest, AtLargest);
                (Largest, AtLargest) = (v, 1);
            }
            else if (v > _next)
                (_next, _atNext) = (v, 1);
            else if (v == _next)
                _atNext++;
        }
    }
}
