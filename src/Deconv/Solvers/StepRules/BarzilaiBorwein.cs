namespace Deconv.Solvers.StepRules;

/// <summary>
/// The step that would make a quadratic's last two gradients agree, ‖s‖²/⟨s, d⟩ (Barzilai and Borwein 1988), accepted as long as the
/// objective stays below the worst of the last iterations (SpaRSA, Wright, Nowak and Figueiredo 2009). Much faster than 1/L on badly
/// conditioned blurs. Not for accelerated methods.
/// </summary>
/// <param name="FirstStepSize">First step, above 0.</param>
/// <param name="Minimum">Smallest step.</param>
/// <param name="Maximum">Largest step.</param>
public sealed record BarzilaiBorwein(float FirstStepSize = 1, float Minimum = 1e-4f, float Maximum = 1e4f) : IStepRule
{
    private const double SufficientDecrease = 1e-4;

    /// <inheritdoc/>
    public float Propose(in StepHistory history) =>
        history.Curvature > 0 ? Math.Clamp((float)(history.SquaredMove / history.Curvature), Minimum, Maximum) : history.StepSize;

    /// <inheritdoc/>
    public StepVerdict Judge(in StepTrial trial)
    {
        double bound = trial.WorstRecentObjective - (SufficientDecrease * trial.SquaredDistance / (2 * trial.StepSize));
        double rounding = 1e-6 * Math.Abs(trial.WorstRecentObjective);
        return new(trial.ObjectiveAfter <= bound + rounding || trial.StepSize <= Minimum, Math.Max(Minimum, trial.StepSize * 0.5f));
    }
}
