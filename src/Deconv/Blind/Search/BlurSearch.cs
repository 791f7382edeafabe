using Deconv.Blind.Search.Lamps;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// The search for the kernel of one image: every hypothesis with every start, one pool of answers, one ranking; and a second round from the best
/// answers, where they are in doubt.
/// </summary>
/// <param name="image">The image.</param>
/// <param name="bound">Largest kernel size in pixels, odd.</param>
/// <param name="settings">Parameters of the estimate for this image.</param>
/// <param name="curved">Whether the samples were decoded by a curve that may not be that of the camera.</param>
/// <param name="pool">Receives the answers.</param>
/// <param name="lamps">The path of the camera as lamps show it.</param>
internal sealed class BlurSearch(
    WorkingImage image,
    int bound,
    EstimatorSettings settings,
    bool curved,
    CandidatePool pool,
    IReadOnlyList<LampPath> lamps
)
{
    /// <summary>Share of the runs that ended in the best answer, or near it, from which a second round is not needed.</summary>
    private const double Majority = 0.5;

    /// <summary>Answers that a second round starts from.</summary>
    private const int SecondStarts = 2;

    /// <summary>
    /// Levels below full size on which the second round begins: there the kernel still moves toward a better one, while from full size it stays
    /// what it is, and from much coarser levels it forgets where it came from.
    /// </summary>
    private const int SecondDepth = 4;

    private readonly MeetingPoint _meeting = new();
    private readonly Dictionary<int, Psf> _answers = [];

    /// <summary>The kernels found from one start under one hypothesis, the best first: to go on from what another search has found.</summary>
    /// <param name="start">Initial kernel and level.</param>
    /// <param name="hypothesis">Name of the hypothesis that found it.</param>
    /// <param name="observe">As below.</param>
    /// <param name="cancel">As below.</param>
    public IReadOnlyList<KernelCandidate> Continue(
        SearchStart start,
        string hypothesis,
        Func<int, int, LevelObserver?> observe,
        CancellationToken cancel
    )
    {
        using var levels = new ImageLevels(image, bound, settings);
        Hypothesis same = Hypothesis.All(KernelPyramid.Levels(bound).Count, settings, curved).Single(h => h.Name == hypothesis);
        Try(levels, same.Once(), [start], run => observe(run, 1), cancel);
        AddLamps(levels, same, run => observe(run, 1), cancel);
        return pool.Rank(cancel);
    }

    /// <summary>The kernels found, the best first.</summary>
    /// <param name="starts">Initial kernels of the coarsest level.</param>
    /// <param name="observe">Makes the observer of a run, given its number from 1 and the number of runs; returns null for none.</param>
    /// <param name="cancel">Cancels the search within one alternation.</param>
    public IReadOnlyList<KernelCandidate> Run(IReadOnlyList<SearchStart> starts, Func<int, int, LevelObserver?> observe, CancellationToken cancel)
    {
        using var levels = new ImageLevels(image, bound, settings);
        IReadOnlyList<(double Scale, int Kernel)> sizes = KernelPyramid.Levels(bound);
        IReadOnlyList<Hypothesis> hypotheses = Hypothesis.All(sizes.Count, settings, curved);
        int each = starts.Count + 1,
            runs = (hypotheses.Count * each) + SecondStarts + 1;
        for (int i = 0; i < hypotheses.Count; i++)
            Try(levels, hypotheses[i], starts, start => observe((i * each) + start, runs), cancel);
        AddLamps(levels, hypotheses[0], start => observe((hypotheses.Count * each) + start, runs), cancel);
        IReadOnlyList<KernelCandidate> ranked = pool.Rank(cancel);
        if (_answers.Values.Count(a => PsfSimilarity.Of(a, ranked[0].Psf) > CandidatePool.Near) >= Majority * _answers.Count)
            return ranked;
        int depth = Math.Max(0, sizes.Count - 1 - SecondDepth);
        List<SearchStart> again =
        [
            .. CandidatePool.Distinct(ranked, SecondStarts).Select(d => StartKernels.At(d.Candidate.Psf, depth, sizes[depth])),
        ];
        Try(levels, hypotheses[0].Once(), again, start => observe((hypotheses.Count * each) + start, runs), cancel);
        return pool.Rank(cancel);
    }

    /// <summary>Adds the paths that lamps show, as they are and refined at full size: coarser, they would be forgotten.</summary>
    private void AddLamps(ImageLevels levels, Hypothesis hypothesis, Func<int, LevelObserver?> observe, CancellationToken cancel)
    {
        IReadOnlyList<(double Scale, int Kernel)> sizes = KernelPyramid.Levels(bound);
        foreach (LampPath path in lamps)
        {
            SearchStart start = StartKernels.At(path.Psf, sizes.Count - 1, sizes[^1]);
            pool.Add(LampPath.Name, [Psf.FromSamples(new(bound, bound), start.Kernel)]);
            Try(levels, hypothesis.Once(), [start], observe, cancel);
        }
    }

    private void Try(
        ImageLevels levels,
        Hypothesis hypothesis,
        IReadOnlyList<SearchStart> starts,
        Func<int, LevelObserver?> observe,
        CancellationToken cancel
    )
    {
        var search = new KernelSearch(levels.Estimator(hypothesis), hypothesis.Settings, _meeting, _answers);
        search.Run(starts, observe, cancel);
        pool.Add(hypothesis.Name, search.Found);
    }
}
