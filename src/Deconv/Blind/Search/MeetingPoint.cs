using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// Detects starts of one search that have become equal at the end of the two finest levels, under the same λ. Two unweighted starts that are equal
/// there give the same result, and the finest level and the refinement are most of the work, so they continue as one: a fifth less time, same
/// quality.
/// </summary>
internal sealed class MeetingPoint
{
    /// <summary>
    /// Similarity above which two starts count as equal, at the end of the finest level and of the next one. On shaken images half of the starts
    /// meet.
    /// </summary>
    private static readonly double[] Alike = [0.985, 0.97];

    private readonly List<(SearchStart Start, int Level, double Scale, Psf Kernel)> _passed = [];

    /// <summary>
    /// Returns an earlier start that had the same kernel here; if there is none, records this one and returns null. Only unweighted starts are
    /// matched: the results of weighted ones may differ in kind.
    /// </summary>
    /// <param name="start">The start that has finished a level.</param>
    /// <param name="level">0 for the finest level, 1 for the next.</param>
    /// <param name="scale">Factor of λ.</param>
    /// <param name="kernel">n × n samples.</param>
    /// <param name="n">Size of the kernel.</param>
    public SearchStart? FindOrRecord(SearchStart start, int level, double scale, ReadOnlySpan<float> kernel, int n)
    {
        if (level >= Alike.Length)
            return null;
        Psf here = Psf.FromSamples(new(n, n), kernel);
        foreach ((SearchStart earlier, int at, double under, Psf there) in _passed)
            if (at == level && under == scale && earlier.Weighted == start.Weighted && PsfSimilarity.Of(there, here) > Alike[level])
                return earlier;
        _passed.Add((start, level, scale, here));
        return null;
    }
}
