using Deconv.Objectives.DataTerms;

namespace Deconv.Solvers.Preconditioned;

/// <summary>
/// The potential of the data term over the steps. The first iterates are far from the answer: edges would look like outliers. So outliers are first
/// looked for after a third of the schedule, with four times the noise, and the noise is reached a fifth before the end.
/// </summary>
/// <param name="Deviation">Standard deviation of a sample that is no outlier, in units of white; null for least squares.</param>
internal sealed record RobustSchedule(double? Deviation)
{
    private const double Begin = 0.33,
        End = 0.8,
        First = 4;

    /// <summary>Least squares in every step.</summary>
    public static RobustSchedule LeastSquares { get; } = new((double?)null);

    /// <summary>The potential of step t of a schedule.</summary>
    public RobustPotential At(int t, int steps, double scale)
    {
        double progress = (double)t / steps;
        if (Deviation is not { } deviation || progress < Hack.E("BEGIN", Begin))
            return RobustPotential.LeastSquares;
        double left = Math.Clamp((Hack.E("END", End) - progress) / (Hack.E("END", End) - Hack.E("BEGIN", Begin)), 0, 1);
double last = Hack.E("SIG", 2), first = Hack.E("FIRST", 4), factor = last + ((first - last) * left);
        return new(Math.Min(first * deviation, Math.Max(factor * deviation, Hack.E("SC", 1) * scale)));
    }
}
