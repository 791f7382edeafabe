namespace Deconv.Solvers.StepRules;

/// <summary>
/// Shrinks the step until the quadratic model with curvature 1/t lies above f: f(x⁺) ≤ f(y) + ⟨∇f(y), x⁺ − y⟩ + ‖x⁺ − y‖²/(2t)
/// (Beck and Teboulle 2009, FISTA with backtracking). Needs no Lipschitz constant.
/// </summary>
/// <param name="FirstStepSize">First trial, above 0; too large costs a few trials.</param>
/// <param name="Shrink">Factor after a rejected trial, in (0, 1).</param>
/// <param name="Grow">Factor for the first trial of the next iteration, 1 or above; 1 never lets steps grow, as accelerated methods require.</param>
public sealed record Backtracking(float FirstStepSize = 2, float Shrink = 0.5f, float Grow = 1) : IStepRule
{
    /// <inheritdoc/>
    public float Propose(in StepHistory history) => history.StepSize * Grow;

    /// <inheritdoc/>
    public StepVerdict Judge(in StepTrial trial)
    {
        double bound = trial.SmoothBefore + trial.Slope + (trial.SquaredDistance / (2 * trial.StepSize));

        // Near a minimizer all three terms are below the rounding of f; rejecting then would shrink the step to zero.
        double rounding = 1e-6 * Math.Abs(trial.SmoothBefore);
        return new(trial.SmoothAfter <= bound + rounding, trial.StepSize * Shrink);
    }
}
