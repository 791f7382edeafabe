using System.Numerics;

namespace Deconv.Numerics;

/// <summary>Weighted sums of rows.</summary>
internal static class Weighted
{
    /// <summary>sum += (weight · weights) · x.</summary>
    /// <param name="x">The samples.</param>
    /// <param name="weight">Weight of all of them.</param>
    /// <param name="weights">Weight of each.</param>
    /// <param name="sum">The sum so far.</param>
    public static void Add(ReadOnlySpan<float> x, float weight, ReadOnlySpan<float> weights, Span<float> sum)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count)
        {
            var part = new Vector<float>(sum[i..]) + (new Vector<float>(x[i..]) * (weight * new Vector<float>(weights[i..])));
            part.CopyTo(sum[i..]);
        }

        for (; i < x.Length; i++)
            sum[i] += x[i] * (weight * weights[i]);
    }
}
