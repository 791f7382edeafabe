using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>
/// Several starts on one picture and the choice among their answers. The starts end near each other when all is well, so their mean, refined once
/// more, is an answer too, and the most robust one.
/// </summary>
internal sealed class KernelSearch
{
    /// <summary>Weight of the log misfit against the log sparsity: within 0.1 dB of the best on real shake and on photographs, for 0.5 and above.</summary>
    private const double MisfitWeight = 1;

    private readonly WorkingPicture _picture;
    private readonly KernelEstimator _estimator;
    private readonly EstimatorSettings _settings;

    public KernelSearch(WorkingPicture picture, KernelEstimator estimator, EstimatorSettings settings) => (_picture, _estimator, _settings) = (picture, estimator, settings);

    /// <summary>Answers so far.</summary>
    public List<Psf> Found { get; } = [];

    /// <summary>Runs every start, then the mean of their answers.</summary>
    /// <param name="starts">First kernels.</param>
    /// <param name="observe">Makes an observer for a start (from 1), or returns null.</param>
    /// <param name="cancel">Ends it within one alternation.</param>
    public void Run(IReadOnlyList<float[]> starts, Func<int, LevelObserver?> observe, CancellationToken cancel)
    {
        double scale = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            KernelEstimate estimate = _estimator.Run(starts[i], observe(i + 1), cancel);
            Found.Add(ToPsf(estimate.Kernel));
            scale = Math.Max(scale, estimate.LambdaScale);
        }

        if (starts.Count < 2) return;
        float[] mean = Mean();
        Found.Add(ToPsf(_estimator.Refine(mean, scale, observe(starts.Count + 1), cancel)));
    }

    /// <summary>The answer that restores best, by <see cref="PickScore"/>.</summary>
    /// <param name="final">The restoration that will be used.</param>
    public (Psf Psf, double Score) Best(DeconvolutionOptions final)
    {
        using var plane = new PlanarImage(_picture.Shape, 1);
        _picture.Stretched.CopyTo(plane[0]);
        DeconvolutionOptions options = final with { NonNegative = false, Effort = Effort.Fast, Noise = null, NoiseFloor = 0, SaturationLevel = null, Weights = null, Iterations = null, TimeLimit = null };
        (Psf? best, double least) = (null, double.PositiveInfinity);
        foreach (Psf psf in Found)
        {
            using DeconvolutionResult result = Deconvolver.Run(plane, psf, options);
            (double sparsity, double misfit) = PickScore.Of(plane[0], result.Image[0], plane.Shape, psf);
            double score = sparsity + (MisfitWeight * misfit);
            if (score < least) (best, least) = (psf, score);
        }

        return (best!, least);
    }

    /// <summary>Mean similarity of the starts' answers to one of them, 0 to 1: what is left to go by where the picture is too small for crops.</summary>
    public double Agreement(Psf psf) => Found.Average(f => PsfSimilarity.Of(psf, f));

    private float[] Mean()
    {
        int n = _estimator.Bound;
        var mean = new float[n * n];
        foreach (Psf psf in Found)
        {
            (_, int row, int column) = PsfSimilarity.Best(Found[0].Samples, Found[0].Shape, psf.Samples, psf.Shape);
            for (int y = Math.Max(0, -row); y < Math.Min(n, n - row); y++)
                for (int x = Math.Max(0, -column); x < Math.Min(n, n - column); x++)
                    mean[(y * n) + x] += psf.Samples[((y + row) * n) + x + column];
        }

        KernelShape.Prune(mean, n, _settings.RefinementPrune.Peak * 2 / 3, _settings.RefinementPrune.Mass);
        KernelShape.Recenter(mean, n);
        return mean;
    }

    private Psf ToPsf(float[] kernel) => Psf.FromSamples(new(_estimator.Bound, _estimator.Bound), kernel);
}
