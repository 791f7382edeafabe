namespace Deconv.Solvers.Preconditioned;

/// <summary>
/// Penalties and momentum of the fast method. The penalty grows geometrically from 8λ to 512λ, so that the thresholds of the prior fall from coarse
/// to fine edges for any λ: the schedule is part of the prior. The momentum was tuned for each length.
/// </summary>
/// <param name="Steps">Number of steps, at least 1.</param>
/// <param name="Lambda">λ.</param>
internal sealed record Schedule(int Steps, double Lambda)
{
    private const double FirstPenalty = 8;
    private const double LastPenalty = 512;

    /// <summary>β and momentum of step t = 0, 1, …; the last β is kept beyond the end; the first and the last step have no momentum.</summary>
    public (double Penalty, float Momentum) At(int t)
    {
        double progress = Steps > 1 ? Math.Min(1, (double)t / (Steps - 1)) : 1;
        float momentum =
            Steps <= 5 ? 0.6f
            : Steps > 30 ? 0.95f
            : Steps <= 12 ? 0.8f
            : 0.87f;
        return (FirstPenalty * Lambda * Math.Pow(LastPenalty / FirstPenalty, progress), t == 0 || t >= Steps - 1 ? 0 : momentum);
    }
}
