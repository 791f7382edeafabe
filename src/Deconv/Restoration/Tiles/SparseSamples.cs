using Deconv.Estimation;

namespace Deconv.Restoration.Tiles;

/// <summary>Samples at even distances over a picture, for its white; see <see cref="WhiteLevel"/>.</summary>
/// <param name="count">Samples of a plane.</param>
/// <param name="planes">Number of planes.</param>
internal sealed class SparseSamples(long count, int planes)
{
    private readonly long _step = Math.Max(1, count / WhiteLevel.MaxSamples);
    private readonly List<float>[] _samples = [.. Enumerable.Range(0, planes).Select(_ => new List<float>())];

    /// <summary>Adds a row.</summary>
    /// <param name="plane">Its plane.</param>
    /// <param name="row">Its samples.</param>
    /// <param name="first">Samples of the plane before it.</param>
    /// <param name="weights">Weight of every sample; those of weight 0 are ignored. Empty for 1.</param>
    public void Add(int plane, ReadOnlySpan<float> row, long first, ReadOnlySpan<float> weights)
    {
        for (long at = (first + _step - 1) / _step * _step - first; at < row.Length; at += _step)
        {
            float v = row[(int)at];
            if (float.IsFinite(v) && (weights.IsEmpty || weights[(int)at] > 0))
                _samples[plane].Add(v);
        }
    }

    /// <summary>
    /// The level that counts as white; null if no sample is left, if it is not above 0, or if there are lamps, whose surroundings do not count.
    /// </summary>
    /// <param name="clipped">The level at or above which samples are clipped, for every plane.</param>
    public double? White(IReadOnlyList<double> clipped)
    {
        float[] left = [.. _samples.SelectMany((samples, plane) => samples.Where(v => v < clipped[plane]))];
        int all = _samples.Sum(s => s.Count);
        if (left.Length == 0 || (left.Length < all && all - left.Length <= WhiteLevel.MaxLamps * all))
            return null;
        double white = WhiteLevel.Rank(left);
        return white > 0 ? white : null;
    }
}
