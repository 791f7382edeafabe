using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// Detects runs of one search that have become equal at the end of the two finest levels, under the same factor of λ. Runs that are equal there give
/// the same result, under whatever hypothesis, and the finest level and the refinement are most of the work, so they continue as one.
/// </summary>
internal sealed class MeetingPoint
{
    /// <summary>
    /// Similarity above which two starts count as equal, at the end of the finest level and of the next one. On shaken images half of the starts
    /// meet.
    /// </summary>
    private static readonly double[] Alike = [0.985, 0.97];

    private readonly List<(int Run, bool Weighted, int Level, double Scale, Psf Kernel)> _passed = [];

    /// <summary>
    /// Returns an earlier run that had the same kernel here; if there is none, records this one and returns null. A weighted run meets weighted ones
    /// only: its result may differ in kind.
    /// </summary>
    /// <param name="run">Number of the run that has finished a level.</param>
    /// <param name="weighted">Whether its kernel step weights frequencies.</param>
    /// <param name="level">0 for the finest level, 1 for the next.</param>
    /// <param name="scale">Factor of λ.</param>
    /// <param name="kernel">n × n samples.</param>
    /// <param name="n">Size of the kernel.</param>
    public int? FindOrRecord(int run, bool weighted, int level, double scale, ReadOnlySpan<float> kernel, int n)
    {
        if (level >= Alike.Length)
            return null;
        Psf here = Psf.FromSamples(new(n, n), kernel);
        foreach ((int earlier, bool kind, int at, double under, Psf there) in _passed)
            if (earlier != run && kind == weighted && at == level && under == scale && PsfSimilarity.Of(there, here) > Alike[level])
                return earlier;
        _passed.Add((run, weighted, level, scale, here));
        return null;
    }
}
