namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>The rules that select a value of a sweep.</summary>
internal static class SweepChoice
{
    /// <summary>Marks the trials; returns the index of the recommended one.</summary>
    /// <param name="trials">At least one.</param>
    /// <param name="automatic">Automatic λ; null in sweeps over PSFs.</param>
    public static int Mark(IReadOnlyList<SweepTrial> trials, double? automatic)
    {
        // Only within one step of the ends of the range: if the rule would choose a value outside, no trial is marked.
        double step = trials.Count > 1 ? Math.Abs(Math.Log(trials[^1].Value / trials[0].Value)) / (trials.Count - 1) : double.PositiveInfinity;
        int? byRule = automatic is { } lambda ? Least(t => Distance(t.Value, lambda)) : Least(t => t.Spectrum);
        if (automatic is { } outside && byRule is { } nearest && Distance(trials[nearest].Value, outside) > step)
            byRule = null;
        // χ² is meaningful only if the PSF is right: with a strong prior, a wrong PSF can reach χ² = 1, too.
        int? discrepancy = automatic is null ? null : Least(t => t.Check.ChiSquare > 0 ? Math.Abs(Math.Log(t.Check.ChiSquare)) : double.NaN);
        if (byRule is { } i)
            trials[i].Marks.Add(automatic is null ? "spectrum" : "auto");
        if (discrepancy is { } d)
            trials[d].Marks.Add("discrepancy");
        if (Least(t => t.Check.Whiteness) is { } w)
            trials[w].Marks.Add("whitest");
        return byRule ?? discrepancy ?? 0;

        static double Distance(double a, double b) => Math.Abs(Math.Log(a / b));

        int? Least(Func<SweepTrial, double> cost)
        {
            int? best = null;
            for (int k = 0; k < trials.Count; k++)
                if (double.IsFinite(cost(trials[k])) && (best is null || cost(trials[k]) < cost(trials[best.Value])))
                    best = k;
            return best;
        }
    }
}
