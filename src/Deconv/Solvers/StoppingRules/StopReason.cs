namespace Deconv.Solvers.StoppingRules;

/// <summary>Why a loop ended. "Stopped" and "converged" are different facts.</summary>
/// <param name="Code">Stable short name, for scripts: max-iterations, relative-change, time-limit, residual-at-noise, schedule-done, canceled, diverged, one-shot.</param>
/// <param name="Text">The reason as a phrase with its numbers.</param>
/// <param name="Converged">True when the reason means that the answer was reached.</param>
public sealed record StopReason(string Code, string Text, bool Converged)
{
    /// <summary>The caller asked to stop.</summary>
    public static StopReason Canceled { get; } = new("canceled", "canceled by the caller", false);

    /// <summary>The objective is not a finite number any more.</summary>
    public static StopReason Diverged { get; } = new("diverged", "the objective is not a finite number any more", false);

    /// <summary>A closed form: nothing to iterate.</summary>
    public static StopReason OneShot { get; } = new("one-shot", "computed in closed form", true);
}

/// <summary>State of a loop after an iteration.</summary>
/// <param name="Index">1 for the first.</param>
/// <param name="Elapsed">Time since the loop began.</param>
/// <param name="Objective">See <see cref="StepOutcome"/>.</param>
/// <param name="RelativeChange">See <see cref="StepOutcome"/>.</param>
/// <param name="StepSize">See <see cref="StepOutcome"/>.</param>
/// <param name="Residual">See <see cref="StepOutcome"/>.</param>
public readonly record struct Iteration(int Index, TimeSpan Elapsed, double Objective, double RelativeChange, float StepSize, double Residual);
