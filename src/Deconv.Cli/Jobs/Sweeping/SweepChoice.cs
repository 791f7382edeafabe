namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>Which of the values that were tried the rules choose.</summary>
internal static class SweepChoice
{
    /// <summary>Marks the trials; returns the index of the one to take where nobody looks.</summary>
    /// <param name="trials">At least one.</param>
    /// <param name="automatic">The λ that would be worked out; null in sweeps over PSFs.</param>
    public static int Mark(IReadOnlyList<SweepTrial> trials, double? automatic)
    {
        // Within a whole step of the ends: a rule that would choose a value that was not tried chooses none of those that were.
        double step = trials.Count > 1 ? Math.Abs(Math.Log(trials[^1].Value / trials[0].Value)) / (trials.Count - 1) : double.PositiveInfinity;
        int? byRule = automatic is { } lambda ? Least(t => Distance(t.Value, lambda)) : Least(t => t.Spectrum);
        if (automatic is { } outside && byRule is { } nearest && Distance(trials[nearest].Value, outside) > step)
            byRule = null;
        // χ² tells noise from detail where the PSF is right; where that is the question, a wrong PSF with much prior has it right, too.
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
