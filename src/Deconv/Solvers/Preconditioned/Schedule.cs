namespace Deconv.Solvers.Preconditioned;

/// <summary>
/// Penalties and momentum of the fast method. The penalty grows geometrically from 8λ to 512λ, so that the thresholds of the prior fall from coarse
/// to fine edges for any λ: the schedule is part of the prior. The momentum was tuned for each length.
/// <para>
/// Areas around untrusted samples take more steps to fill in: the schedule is run with these first, and then again for the rest of the image, which
/// more steps would change as well.
/// </para>
/// </summary>
/// <param name="Steps">Number of steps, at least 1.</param>
/// <param name="Lambda">λ.</param>
/// <param name="FillSteps">Steps of the run before for untrusted samples; 0 for none.</param>
internal sealed record Schedule(int Steps, double Lambda, int FillSteps = 0)
{
    private const double FirstPenalty = 8;
    private const double LastPenalty = 512;

    /// <summary>Number of steps of both runs.</summary>
    public int Count => FillSteps + Steps;

    /// <summary>
    /// β and momentum of step t = 0, 1, …; the last β is kept beyond the end; the first and the last step of a run have no momentum.
    /// </summary>
    public (double Penalty, float Momentum) At(int t)
    {
        int steps = t < FillSteps ? FillSteps : Steps,
            own = t < FillSteps ? t : t - FillSteps;
        double progress = steps > 1 ? Math.Min(1, (double)own / (steps - 1)) : 1;
        float momentum =
            steps <= 5 ? 0.6f
            : steps > 30 ? 0.95f
            : steps <= 12 ? 0.8f
            : 0.87f;
        return (FirstPenalty * Lambda * Math.Pow(LastPenalty / FirstPenalty, progress), own == 0 || own >= steps - 1 ? 0 : momentum);
    }
}
