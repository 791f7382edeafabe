namespace Deconv.Blind;

/// <summary>
/// Where the starts of one search may meet: the end of the last level but one. Two plain starts that are alike there end alike, and the finest level
/// and the refinement are three quarters of the work, so they go on as one: a fifth less time, same figures.
/// </summary>
internal sealed class MeetingPoint
{
    /// <summary>Similarity from which two starts are one. Of shaken pictures a third to a half meet; the answers of the others may differ in kind.</summary>
    private const double Alike = 0.97;

    private readonly List<(SearchStart Start, Psf Kernel)> _passed = [];

    /// <summary>An earlier start that passed with the same kernel; if there is none the start is remembered as having passed.</summary>
    /// <param name="start">Who arrives.</param>
    /// <param name="kernel">n × n.</param>
    /// <param name="n">Size of the kernel.</param>
    public SearchStart? Arrive(SearchStart start, ReadOnlySpan<float> kernel, int n)
    {
        Psf here = Psf.FromSamples(new(n, n), kernel);
        foreach ((SearchStart earlier, Psf there) in _passed)
            if (earlier.Weighted == start.Weighted && PsfSimilarity.Of(there, here) > Alike) return earlier;
        _passed.Add((start, here));
        return null;
    }
}
