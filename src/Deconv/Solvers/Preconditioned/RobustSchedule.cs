using Deconv.Objectives.DataTerms;

namespace Deconv.Solvers.Preconditioned;

/// <summary>
/// The potential of samples that may be outliers, over the steps. The first iterates are far from the answer: edges would look like outliers.
/// So these samples are ignored for a third of the schedule; then σ is four times the noise, and falls to twice the noise a fifth before the
/// end. Where the residual of all other samples is larger than that, as with a strong prior or an inexact PSF, σ is that residual, up to the
/// four times.
/// </summary>
/// <param name="Deviation">Standard deviation of a sample that is no outlier, in units of white, above 0.</param>
internal sealed record RobustSchedule(double Deviation)
{
    private const double Begin = 0.33,
        End = 0.8,
        First = 4,
        Last = 2;

    /// <summary>The step before which the samples in doubt are released.</summary>
    public static int ReleaseStep(int steps) => (int)Math.Ceiling(Begin * steps);

    /// <summary>The potential of a step.</summary>
    /// <param name="t">Number of the step, from 0.</param>
    /// <param name="steps">Number of steps of the schedule.</param>
    /// <param name="scale">Root mean square residual of the samples that are no outliers, after the step before.</param>
    public RobustPotential At(int t, int steps, double scale)
    {
        double left = Math.Clamp((End - ((double)t / steps)) / (End - Begin), 0, 1),
            least = Last + ((First - Last) * left);
        return new(Math.Min(First * Deviation, Math.Max(least * Deviation, scale)));
    }
}
