using Deconv.Objectives.DataTerms;

namespace Deconv.Solvers.Preconditioned;

/// <summary>
/// The potential of the data term over the steps. The first iterates are far from the answer: edges would look like outliers. So outliers are first
/// looked for after a third of the schedule, with σ four times the noise; it falls to twice the noise a fifth before the end. Where the residual of
/// the
/// samples that are no outliers is larger than that, as with a strong prior or an inexact PSF, σ is that residual, up to the four times.
/// </summary>
/// <param name="Deviation">Standard deviation of a sample that is no outlier, in units of white; null for least squares.</param>
internal sealed record RobustSchedule(double? Deviation)
{
    private const double Begin = 0.33,
        End = 0.8,
        First = 4,
        Last = 2;

    /// <summary>Least squares in every step.</summary>
    public static RobustSchedule LeastSquares { get; } = new((double?)null);

    /// <summary>The potential of a step.</summary>
    /// <param name="t">Number of the step, from 0.</param>
    /// <param name="steps">Number of steps of the schedule.</param>
    /// <param name="scale">Root mean square residual of the samples that are no outliers, after the step before.</param>
    public RobustPotential At(int t, int steps, double scale)
    {
        double progress = (double)t / steps;
        if (Deviation is not { } deviation || progress < Begin)
            return RobustPotential.LeastSquares;
        double left = Math.Clamp((End - progress) / (End - Begin), 0, 1);
        double factor = Last + ((First - Last) * left);
        return new(Math.Min(First * deviation, Math.Max(factor * deviation, scale)));
    }
}
