namespace Deconv.Solvers.StoppingRules;

/// <summary>Why a loop ended. "Stopped" and "converged" are different facts.</summary>
/// <param name="Kind">Which rule ended it.</param>
/// <param name="Value">The number of the rule: iterations, relative change, seconds, noise or steps; NaN where it has none.</param>
public sealed record StopReason(StopKind Kind, double Value = double.NaN)
{
    /// <summary>The caller asked to stop.</summary>
    public static StopReason Canceled { get; } = new(StopKind.Canceled);

    /// <summary>The objective is not a finite number any more.</summary>
    public static StopReason Diverged { get; } = new(StopKind.Diverged);

    /// <summary>A closed form: nothing to iterate.</summary>
    public static StopReason OneShot { get; } = new(StopKind.OneShot);

    /// <summary>Name of a reason of the caller's own; null for those of the library.</summary>
    public string? Name { get; private init; }

    /// <summary>True when the reason means that the answer was reached.</summary>
    public bool Converged { get; private init; } =
        Kind is StopKind.RelativeChange or StopKind.ResidualAtNoise or StopKind.ScheduleDone or StopKind.OneShot;

    /// <summary>A reason of the caller's own.</summary>
    /// <param name="name">Short name, to tell it by.</param>
    /// <param name="converged">Whether it means that the answer was reached.</param>
    public static StopReason Custom(string name, bool converged)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(StopKind.Custom) { Name = name, Converged = converged };
    }
}

/// <summary>The reasons for which loops end.</summary>
public enum StopKind
{
    /// <summary>The limit of iterations; its value is that limit.</summary>
    MaxIterations,

    /// <summary>The solution hardly changed; its value is the tolerance. Converged.</summary>
    RelativeChange,

    /// <summary>The time limit; its value is that limit in seconds.</summary>
    TimeLimit,

    /// <summary>The residual fell to what the noise explains (Morozov 1966); its value is that level. Converged.</summary>
    ResidualAtNoise,

    /// <summary>A schedule of fixed length ran to its end; its value is the number of steps. Converged.</summary>
    ScheduleDone,

    /// <summary>The caller canceled.</summary>
    Canceled,

    /// <summary>The objective was not a finite number any more.</summary>
    Diverged,

    /// <summary>Computed in closed form. Converged.</summary>
    OneShot,

    /// <summary>A rule of the caller's own, told by <see cref="StopReason.Name"/>.</summary>
    Custom,
}

/// <summary>State of a loop after an iteration.</summary>
/// <param name="Index">1 for the first.</param>
/// <param name="Elapsed">Time since the loop began.</param>
/// <param name="Objective">See <see cref="StepOutcome"/>.</param>
/// <param name="RelativeChange">See <see cref="StepOutcome"/>.</param>
/// <param name="StepSize">See <see cref="StepOutcome"/>.</param>
/// <param name="Residual">See <see cref="StepOutcome"/>.</param>
public readonly record struct Iteration(int Index, TimeSpan Elapsed, double Objective, double RelativeChange, float StepSize, double Residual);
