using Deconv.Blind.Steps;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind.Search;

/// <summary>
/// Runs several starts on one image and chooses among their estimates. The starts normally end near each other, so their mean, refined once more, is
/// also a candidate, and the most robust one.
/// </summary>
internal sealed class KernelSearch
{
    /// <summary>
    /// Weight of the log misfit relative to the log sparsity: within 0.1 dB of the best choice on real shake and on photographs for 0.5 and above.
    /// </summary>
    private const double MisfitWeight = 1;

    /// <summary>Similarity to the mean of all estimates above which an estimate gives the same restoration and is not tried separately.</summary>
    private const double EqualToMean = 0.99;

    private readonly WorkingImage _image;
    private readonly KernelEstimator _estimator;
    private readonly EstimatorSettings _settings;

    public KernelSearch(WorkingImage image, KernelEstimator estimator, EstimatorSettings settings) =>
        (_image, _estimator, _settings) = (image, estimator, settings);

    /// <summary>Estimates so far, one per start; starts that met share one.</summary>
    public List<Psf> Found { get; } = [];

    /// <summary>Runs every start, then refines the mean of their estimates.</summary>
    /// <param name="starts">Initial kernels.</param>
    /// <param name="observe">Makes an observer for a start (from 1), or returns null.</param>
    /// <param name="cancel">Cancels the search within one alternation.</param>
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

    /// <summary>The estimate that restores best, by <see cref="PickScore"/>.</summary>
    /// <param name="final">Options of the final restoration.</param>
    public Psf Best(DeconvolutionOptions final)
    {
        Psf mean = Found[^1];
        List<Psf> candidates = [.. Found.Distinct().Where(psf => psf == mean || PsfSimilarity.Of(psf, mean) <= EqualToMean)];
        if (candidates.Count == 1)
            return mean;
        using var plane = new PlanarImage(_image.Shape, 1);
        _image.Stretched.CopyTo(plane[0]);
        DeconvolutionOptions options = final with
        {
            NonNegative = false,
            Effort = Effort.Fast,
            Noise = null,
            NoiseFloor = final.NoiseFloor / (_image.White - _image.Black),
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
    /// Mean similarity of all estimates to one of them, 0 to 1: used where the image is too small for crops.
    /// </summary>
    public double Agreement(Psf psf) => Found.Average(f => PsfSimilarity.Of(psf, f));

    private float[] Mean()
    {
        int n = _estimator.Bound;
        var mean = new float[n * n];
        float[] moved = new float[n * n];
        foreach (Psf psf in Found)
        {
            // The estimates are offset by fractions of a pixel; averaged without registration, they would blur each other.
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

    /// <summary>
    /// Offset of b relative to a: the best whole-pixel shift, then the vertex of a parabola through the neighboring correlations along each axis.
    /// </summary>
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
