using Deconv.Blind.Steps;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind.Search;

/// <summary>
/// Several starts on one picture and the choice among their answers. The starts end near each other when all is well, so their mean, refined once
/// more, is an answer too, and the most robust one.
/// </summary>
internal sealed class KernelSearch
{
    /// <summary>
    /// Weight of the log misfit against the log sparsity: within 0.1 dB of the best on real shake and on photographs, for 0.5 and above.
    /// </summary>
    private const double MisfitWeight = 1;

    /// <summary>Similarity from which an answer restores as the mean of all does, and need not be tried beside it.</summary>
    private const double AsTheMean = 0.99;

    private readonly WorkingPicture _picture;
    private readonly KernelEstimator _estimator;
    private readonly EstimatorSettings _settings;

    public KernelSearch(WorkingPicture picture, KernelEstimator estimator, EstimatorSettings settings) =>
        (_picture, _estimator, _settings) = (picture, estimator, settings);

    /// <summary>Answers so far, one for every start; starts that met share theirs.</summary>
    public List<Psf> Found { get; } = [];

    /// <summary>Runs every start, then the mean of their answers.</summary>
    /// <param name="starts">First kernels.</param>
    /// <param name="observe">Makes an observer for a start (from 1), or returns null.</param>
    /// <param name="cancel">Ends it within one alternation.</param>
    public void Run(IReadOnlyList<SearchStart> starts, Func<int, LevelObserver?> observe, CancellationToken cancel)
    {
        double scale = 0;
        var meeting = new MeetingPoint();
        var answers = new Dictionary<SearchStart, Psf>();
        for (int i = 0; i < starts.Count; i++)
        {
            KernelEstimate estimate = _estimator.Run(starts[i], meeting, observe(i + 1), cancel);
            Found.Add(answers[starts[i]] = estimate.Met is { } met ? answers[met] : ToPsf(estimate.Kernel));
            scale = Math.Max(scale, estimate.LambdaScale);
        }

        if (starts.Count < 2)
            return;
        float[] mean = Mean();
        Found.Add(ToPsf(_estimator.Refine(mean, _settings.MeanRefinements, scale, false, observe(starts.Count + 1), cancel)));
    }

    /// <summary>The answer that restores best, by <see cref="PickScore"/>.</summary>
    /// <param name="final">The restoration that will be used.</param>
    public Psf Best(DeconvolutionOptions final)
    {
        Psf mean = Found[^1];
        List<Psf> candidates = [.. Found.Distinct().Where(psf => psf == mean || PsfSimilarity.Of(psf, mean) <= AsTheMean)];
        if (candidates.Count == 1)
            return mean;
        using var plane = new PlanarImage(_picture.Shape, 1);
        _picture.Stretched.CopyTo(plane[0]);
        DeconvolutionOptions options = final with
        {
            NonNegative = false,
            Effort = Effort.Fast,
            Noise = null,
            NoiseFloor = final.NoiseFloor / (_picture.White - _picture.Black),
            SaturationLevel = null,
            Weights = null,
            Control = final.Control with { Iterations = null, TimeLimit = null },
        };
        (Psf best, double least) = (mean, double.PositiveInfinity);
        foreach (Psf psf in candidates)
        {
            using DeconvolutionResult result = Deconvolver.RunWith(plane, psf, options, new RunHints { TrySizes = false });
            (double sparsity, double misfit) = PickScore.Of(plane[0], result.Image[0], plane.Shape, psf);
            double score = sparsity + (MisfitWeight * misfit);
            if (score < least)
                (best, least) = (psf, score);
        }

        return best;
    }

    /// <summary>
    /// Mean similarity of the starts' answers to one of them, 0 to 1: what is left to go by where the picture is too small for crops.
    /// </summary>
    public double Agreement(Psf psf) => Found.Average(f => PsfSimilarity.Of(psf, f));

    private float[] Mean()
    {
        int n = _estimator.Bound;
        var mean = new float[n * n];
        float[] moved = new float[n * n];
        foreach (Psf psf in Found)
        {
            // The answers lie fractions of a pixel apart; averaged as they lie, they would blur each other.
            (double row, double column) = Offset(Found[0], psf);
            SeparableResampling.Apply(
                psf.Samples,
                psf.Shape,
                SeparableResampling.Stretch(n, n, 1, row),
                SeparableResampling.Stretch(n, n, 1, column),
                moved
            );
            for (int i = 0; i < mean.Length; i++)
                mean[i] += moved[i];
        }

        KernelShape.Prune(mean, n, _settings.RefinementPrune.Peak * 2 / 3, _settings.RefinementPrune.Mass);
        KernelShape.Recenter(mean, n);
        return mean;
    }

    /// <summary>Where b lies against a: the best whole shift, then the top of a parabola through the correlations about it, each way.</summary>
    private static (double Row, double Column) Offset(Psf a, Psf b)
    {
        (double middle, int row, int column) = PsfSimilarity.Best(a.Samples, a.Shape, b.Samples, b.Shape);
        double Top(double before, double after)
        {
            double bend = before - (2 * middle) + after;
            return bend < -1e-9 ? Math.Clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
        }

        return (
            row
                + Top(
                    PsfSimilarity.At(a.Samples, a.Shape, b.Samples, b.Shape, row - 1, column),
                    PsfSimilarity.At(a.Samples, a.Shape, b.Samples, b.Shape, row + 1, column)
                ),
            column
                + Top(
                    PsfSimilarity.At(a.Samples, a.Shape, b.Samples, b.Shape, row, column - 1),
                    PsfSimilarity.At(a.Samples, a.Shape, b.Samples, b.Shape, row, column + 1)
                )
        );
    }

    private Psf ToPsf(float[] kernel) => Psf.FromSamples(new(_estimator.Bound, _estimator.Bound), kernel);
}
