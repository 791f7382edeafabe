using Deconv.Operators;

namespace Deconv.Solvers.StepRules;

/// <summary>
/// Always the same step. Gradient descent converges for steps below 2/L, accelerated descent up to 1/L, L the Lipschitz constant of ∇f.
/// </summary>
/// <param name="StepSize">t, above 0.</param>
public sealed record FixedStep(float StepSize) : IStepRule
{
    /// <inheritdoc/>
    public float FirstStepSize => StepSize;

    /// <summary>The step 1/L of a quadratic data term: L = ‖A‖² estimated by power iteration, taken 2 % larger to be on the safe side.</summary>
    public static FixedStep Lipschitz(ILinearOperator forward) => new((float)(1 / (1.02 * OperatorNorm.Squared(forward))));

    /// <inheritdoc/>
    public float Propose(in StepHistory history) => StepSize;

    /// <inheritdoc/>
    public StepVerdict Judge(in StepTrial trial) => new(true, StepSize);
}
