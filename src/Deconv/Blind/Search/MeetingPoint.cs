using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// Where the starts of one search may meet: at the ends of the two finest levels, under the same λ. Two plain starts that are alike there end alike,
/// and what follows, the finest level and the refinement, is most of the work; so they go on as one: a fifth less time, same figures.
/// </summary>
internal sealed class MeetingPoint
{
    /// <summary>
    /// Levels, from the finest, at whose ends starts may meet, and the similarity from which two of them are one there. Of shaken pictures half meet.
    /// </summary>
    private static readonly double[] Alike = [0.985, 0.97];

    private readonly List<(SearchStart Start, int Level, double Scale, Psf Kernel)> _passed = [];

    /// <summary>
    /// An earlier start that passed with the same kernel; if there is none the start is remembered as having passed. Only plain starts meet plain
    /// ones: the answers of the others may differ in kind.
    /// </summary>
    /// <param name="start">Who arrives.</param>
    /// <param name="level">0 at the end of the finest level, 1 at that of the next.</param>
    /// <param name="scale">Factor of λ.</param>
    /// <param name="kernel">n × n.</param>
    /// <param name="n">Size of the kernel.</param>
    public SearchStart? Arrive(SearchStart start, int level, double scale, ReadOnlySpan<float> kernel, int n)
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
