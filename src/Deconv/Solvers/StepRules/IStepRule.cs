namespace Deconv.Solvers.StepRules;

/// <summary>
/// Chooses the step size. Stateless: everything a rule needs is in its arguments, so rules can be shared and compared.
/// </summary>
public interface IStepRule
{
    /// <summary>Step size of the first trial.</summary>
    float FirstStepSize { get; }

    /// <summary>Step size of the first trial of a later iteration, from the history of the last one.</summary>
    float Propose(in StepHistory history);

    /// <summary>Accepts a trial or asks for another with a new step size.</summary>
    StepVerdict Judge(in StepTrial trial);
}

/// <summary>A candidate x⁺ = prox(y − t ∇f(y)).</summary>
/// <param name="StepSize">t.</param>
/// <param name="SmoothBefore">f(y).</param>
/// <param name="SmoothAfter">f(x⁺).</param>
/// <param name="Slope">⟨∇f(y), x⁺ − y⟩.</param>
/// <param name="SquaredDistance">‖x⁺ − y‖².</param>
/// <param name="ObjectiveAfter">f(x⁺) + g(x⁺).</param>
/// <param name="WorstRecentObjective">Largest objective of the last iterations: the reference of non-monotone rules.</param>
public readonly record struct StepTrial(
    float StepSize,
    double SmoothBefore,
    double SmoothAfter,
    double Slope,
    double SquaredDistance,
    double ObjectiveAfter,
    double WorstRecentObjective
);

/// <summary>Answer of a rule: take the candidate, or try <paramref name="NextStepSize"/>.</summary>
public readonly record struct StepVerdict(bool Accept, float NextStepSize);

/// <summary>Curvature information from the last iteration: s = change of the point, d = change of the gradient.</summary>
/// <param name="StepSize">The step size that was accepted.</param>
/// <param name="SquaredMove">‖s‖².</param>
/// <param name="Curvature">⟨s, d⟩.</param>
public readonly record struct StepHistory(float StepSize, double SquaredMove, double Curvature);
