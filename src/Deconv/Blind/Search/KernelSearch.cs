using Deconv.Blind.Steps;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// Runs several starts under one hypothesis. The starts normally end near each other, so their mean, refined once more, is also an answer, and the
/// most robust one.
/// </summary>
/// <param name="estimator">Runs one start.</param>
/// <param name="settings">Parameters of the estimate.</param>
/// <param name="meeting">Detects equal runs, of this hypothesis and of earlier ones.</param>
/// <param name="answers">The kernels of all runs so far by their numbers; added to.</param>
internal sealed class KernelSearch(KernelEstimator estimator, EstimatorSettings settings, MeetingPoint meeting, Dictionary<int, Psf> answers)
{
    private readonly List<Psf> _last = [];

    /// <summary>New answers so far: those of the starts, then their refined mean.</summary>
    public List<Psf> Found { get; } = [];

    /// <summary>Runs every start, then refines the mean of their estimates.</summary>
    /// <param name="starts">Initial kernels.</param>
    /// <param name="observe">Makes an observer for a start (from 1), or returns null.</param>
    /// <param name="cancel">Cancels the search within one alternation.</param>
    public void Run(IReadOnlyList<SearchStart> starts, Func<int, LevelObserver?> observe, CancellationToken cancel)
    {
        double scale = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            int run = answers.Count;
            StartAnswer answer = estimator.Run(starts[i], run, meeting, observe(i + 1), cancel);
            if (answer.First is { } first)
                Found.Add(ToPsf(first));
            if (answer.Met is null)
                Found.Add(ToPsf(answer.Kernel));
            _last.Add(answers[run] = answer.Met is { } met ? answers[met] : Found[^1]);
            scale = Math.Max(scale, answer.LambdaScale);
        }

        if (starts.Count > 1 && Found.Count > 0)
            Found.Add(ToPsf(estimator.Refine(Mean(), settings.MeanRefinements, scale, false, observe(starts.Count + 1), cancel)));
    }

    private float[] Mean()
    {
        int n = estimator.Bound;
        var mean = new float[n * n];
        float[] moved = new float[n * n];
        foreach (Psf psf in _last)
        {
            // The estimates are offset by fractions of a pixel; averaged without registration, they would blur each other.
            (double row, double column) = Offset(_last[0], psf);
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

        KernelShape.Prune(mean, n, settings.RefinementPrune.Peak * 2 / 3, settings.RefinementPrune.Mass);
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

    private Psf ToPsf(float[] kernel) => Psf.FromSamples(new(estimator.Bound, estimator.Bound), kernel);
}
