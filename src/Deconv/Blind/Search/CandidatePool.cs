using Deconv.Blind.Search.Lamps;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind.Search;

/// <summary>
/// The answers of all hypotheses for one image. Every distinct one is tried: the image is restored with it, and the result is scored.
/// </summary>
/// <param name="image">The image.</param>
/// <param name="noiseFloor">Least noise, in units of the file.</param>
/// <param name="threads">Threads to use.</param>
/// <param name="lamps">The path of the camera as lamps show it: a kernel that contradicts them is wrong, however well it scores.</param>
/// <param name="trusted">1 where a sample takes part, 0 where not; null for all. Owned by the caller.</param>
internal sealed class CandidatePool(WorkingImage image, double noiseFloor, int threads, IReadOnlyList<LampPath> lamps, PlanarImage? trusted)
{
    /// <summary>Similarity above which two kernels give the same restoration, so that only one of them is tried.</summary>
    private const double Equal = 0.98;

    /// <summary>Similarity above which two kernels are near each other: not worth telling apart.</summary>
    public const double Near = 0.9;

    /// <summary>
    /// Excess of log sparsity over the smallest one beyond which a kernel is discarded. Sparsity tells a right kernel from a dot; the misfit, which
    /// decides among the others, prefers dots, because they explain clipped samples best.
    /// </summary>
    private const double MaxExcess = 0.02;

    private readonly List<(string Hypothesis, Psf Psf)> _answers = [];
    private readonly Dictionary<Psf, KernelCandidate> _tried = [];

    /// <summary>Adds the answers of a hypothesis.</summary>
    public void Add(string hypothesis, IEnumerable<Psf> answers)
    {
        foreach (Psf psf in answers)
            if (!_answers.Exists(a => PsfSimilarity.Of(a.Psf, psf) > Equal))
                _answers.Add((hypothesis, psf));
    }

    /// <summary>The candidates with their scores, the best first.</summary>
    /// <param name="cancel">Cancels the restorations.</param>
    public IReadOnlyList<KernelCandidate> Rank(CancellationToken cancel)
    {
        using var plane = new PlanarImage(image.Shape, 1);
        (image.HasBlocks ? image.Linear : image.Stretched).CopyTo(plane[0]);
        DeconvolutionOptions options = BlindOptions.DefaultFinal with
        {
            NonNegative = false,
            Effort = Effort.Fast,
            AdaptLambda = false,
            NoiseFloor = noiseFloor / (image.White - image.Black),
            Weights = trusted,
            LambdaFactor = BlindOptions.DefaultFinal.LambdaFactor * (lamps.Count > 0 ? LampPath.LambdaFactor : 1),
            Control = new() { Threads = threads },
        };
        ReadOnlySpan<float> mask = trusted is null ? [] : trusted[0];
        foreach ((string hypothesis, Psf psf) in _answers.Where(a => !_tried.ContainsKey(a.Psf)))
        {
            using DeconvolutionResult result = Deconvolver.RunWith(plane, psf, options, new() { TrySizes = false }, null, cancel);
            double sparsity = PickScore.Sparsity(result.Image[0], plane.Shape, psf, mask),
                misfit = PickScore.Misfit(plane[0], result.Image[0], plane.Shape, psf, mask),
                before = PickScore.Sparsity(plane[0], plane.Shape, psf, mask);
            int shown = lamps.Where(l => PsfSimilarity.Of(l.Psf, psf) > LampPath.Alike).Sum(l => l.Lamps);
            _tried[psf] = new(psf, hypothesis, sparsity, misfit, before - sparsity, shown);
        }

        List<KernelCandidate> agreeing = [.. _tried.Values.Where(c => lamps.Count == 0 || c.Lamps > 0)];
        double least = (agreeing.Count > 0 ? agreeing : [.. _tried.Values]).Min(c => c.Sparsity);
        return
        [
            .. _answers
                .Select(a => _tried[a.Psf])
                .OrderBy(c => lamps.Count > 0 && c.Lamps == 0)
                .ThenBy(c => c.Sparsity > least + MaxExcess)
                .ThenBy(c => c.Score),
        ];
    }

    /// <summary>The best candidates that are not near a better one, with their places in the ranking.</summary>
    /// <param name="ranked">The candidates, the best first.</param>
    /// <param name="count">How many at most.</param>
    public static List<(int Place, KernelCandidate Candidate)> Distinct(IReadOnlyList<KernelCandidate> ranked, int count)
    {
        var distinct = new List<(int Place, KernelCandidate Candidate)>();
        for (int i = 0; i < ranked.Count && distinct.Count < count; i++)
            if (!distinct.Exists(d => PsfSimilarity.Of(d.Candidate.Psf, ranked[i].Psf) > Near))
                distinct.Add((i, ranked[i]));
        return distinct;
    }
}

/// <summary>A kernel that the search found, and how the image looks when restored with it.</summary>
/// <param name="Psf">The kernel, at its full bound.</param>
/// <param name="Hypothesis">What it was found under.</param>
/// <param name="Sparsity">Log of the sparsity of the restoration.</param>
/// <param name="Misfit">Log of the mean squared misfit.</param>
/// <param name="Drop">By how much the log sparsity is below that of the image.</param>
/// <param name="Lamps">Number of lamps that show this kernel.</param>
internal sealed record KernelCandidate(Psf Psf, string Hypothesis, double Sparsity, double Misfit, double Drop, int Lamps)
{
    /// <summary>Smaller is better.</summary>
    public double Score => Sparsity + Misfit;
}
