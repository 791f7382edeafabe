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
    /// Excess of log sparsity over the smallest one beyond which a kernel is discarded, whatever its misfit: dots explain clipped samples best.
    /// </summary>
    private const double MaxExcess = 0.05;

    private readonly List<Answer> _answers = [];
    private readonly Dictionary<Psf, KernelCandidate> _tried = [];

    /// <summary>Adds the answers of a hypothesis.</summary>
    public void Add(string hypothesis, IEnumerable<Psf> answers)
    {
        foreach (Psf psf in answers)
        {
            Psf trimmed = psf.Trimmed();
            List<double> similar = [.. _answers.Select(a => PsfSimilarity.Of(a.Trimmed, trimmed))];
            if (similar.Exists(s => s > Equal))
                continue;
            for (int i = 0; i < similar.Count; i++)
                _answers[i].Similar.Add(similar[i]);
            _answers.Add(new(hypothesis, psf, trimmed, [.. similar, 1]));
        }
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
        foreach ((string hypothesis, Psf psf, _, _) in _answers.Where(a => !_tried.ContainsKey(a.Psf)))
        {
            using DeconvolutionResult result = Deconvolver.RunWith(plane, psf, options, new() { TrySizes = false }, null, cancel);
            double sparsity = PickScore.Sparsity(result.Image[0], plane.Shape, psf, mask),
                misfit = PickScore.Misfit(plane[0], result.Image[0], plane.Shape, psf, mask),
                before = PickScore.Sparsity(plane[0], plane.Shape, psf, mask);
            int shown = lamps.Where(l => PsfSimilarity.Of(l.Psf, psf) > LampPath.Alike).Sum(l => l.Lamps);
            _tried[psf] = new(psf, hypothesis, sparsity, misfit, before - sparsity, shown, 1);
        }

        List<KernelCandidate> agreeing = [.. _tried.Values.Where(c => lamps.Count == 0 || c.Lamps > 0)];
        double least = (agreeing.Count > 0 ? agreeing : [.. _tried.Values]).Min(c => c.Sparsity);
        return
        [
            .. _answers
                .Select(a => _tried[a.Psf] with { Support = a.Similar.Average() })
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

    /// <summary>A distinct answer.</summary>
    /// <param name="Hypothesis">What it was found under.</param>
    /// <param name="Psf">The kernel, at its full bound.</param>
    /// <param name="Trimmed">The kernel without empty borders: cheaper to compare.</param>
    /// <param name="Similar">Its similarity to every distinct answer, itself included.</param>
    private sealed record Answer(string Hypothesis, Psf Psf, Psf Trimmed, List<double> Similar);
}

/// <summary>A kernel that the search found, and how the image looks when restored with it.</summary>
/// <param name="Psf">The kernel, at its full bound.</param>
/// <param name="Hypothesis">What it was found under.</param>
/// <param name="Sparsity">Log of the sparsity of the restoration.</param>
/// <param name="Misfit">Log of the mean squared misfit.</param>
/// <param name="Drop">By how much the log sparsity is below that of the image.</param>
/// <param name="Lamps">Number of lamps that show this kernel.</param>
/// <param name="Support">Mean similarity of all distinct answers to the kernel, itself included, 0 to 1.</param>
internal sealed record KernelCandidate(Psf Psf, string Hypothesis, double Sparsity, double Misfit, double Drop, int Lamps, double Support)
{
    private const double SparsityWeight = 3;

    /// <summary>
    /// Smaller is better. Sparsity tells right kernels from dots, the misfit tells them from too wide ones, and right answers resemble each other
    /// more than wrong ones do. Without support, and with sparsity and misfit of equal weight, 25 of 29
    /// right answers among those for Lai's images were chosen; so it is 27.
    /// </summary>
    public double Score => (SparsityWeight * Sparsity) + Misfit - Support;
}
