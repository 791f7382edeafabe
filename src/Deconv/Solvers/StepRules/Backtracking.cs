namespace Deconv.Solvers.StepRules;

/// <summary>
/// Shrinks the step until the quadratic model with curvature 1/t lies above f: f(x⁺) ≤ f(y) + ⟨∇f(y), x⁺ − y⟩ + ‖x⁺ − y‖²/(2t)
/// (Beck and Teboulle 2009, FISTA with backtracking). Needs no Lipschitz constant.
/// </summary>
/// <param name="FirstStepSize">First trial, above 0; too large costs a few trials.</param>
/// <param name="Shrink">Factor after a refusal, in (0, 1).</param>
/// <param name="Grow">Factor of the first trial of the next iteration, 1 or above; 1 keeps the steps from growing, as accelerated methods
/// need.</param>
public sealed record Backtracking(float FirstStepSize = 2, float Shrink = 0.5f, float Grow = 1) : IStepRule
{
    /// <inheritdoc/>
    public float Propose(in StepHistory history) => history.StepSize * Grow;

    /// <inheritdoc/>
    public StepVerdict Judge(in StepTrial trial)
    {
        double bound = trial.SmoothBefore + trial.Slope + (trial.SquaredDistance / (2 * trial.StepSize));

        // Near a minimizer all three terms drown in the rounding of f; refusing then would shrink the step to nothing.
        double rounding = 1e-6 * Math.Abs(trial.SmoothBefore);
        return new(trial.SmoothAfter <= bound + rounding, trial.StepSize * Shrink);
    }
}
