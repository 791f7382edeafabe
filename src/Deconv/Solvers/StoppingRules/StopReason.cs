namespace Deconv.Solvers.StoppingRules;

/// <summary>Why a loop ended. "Stopped" and "converged" are distinguished.</summary>
/// <param name="Kind">Which rule ended it.</param>
/// <param name="Value">The value of the rule: iterations, relative change, seconds, noise or steps; NaN if it has none.</param>
public sealed record StopReason(StopKind Kind, double Value = double.NaN)
{
    /// <summary>The caller asked to stop.</summary>
    public static StopReason Canceled { get; } = new(StopKind.Canceled);

    /// <summary>The objective is no longer finite.</summary>
    public static StopReason Diverged { get; } = new(StopKind.Diverged);

    /// <summary>Computed in closed form, without iterations.</summary>
    public static StopReason OneShot { get; } = new(StopKind.OneShot);

    /// <summary>Name of a reason defined by the caller; null for those of the library.</summary>
    public string? Name { get; private init; }

    /// <summary>True if the reason means that the solution was reached.</summary>
    public bool Converged { get; private init; } =
        Kind is StopKind.RelativeChange or StopKind.ResidualAtNoise or StopKind.ScheduleDone or StopKind.OneShot;

    /// <summary>A reason defined by the caller.</summary>
    /// <param name="name">Short name that identifies it.</param>
    /// <param name="converged">Whether it means that the solution was reached.</param>
    public static StopReason Custom(string name, bool converged)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(StopKind.Custom) { Name = name, Converged = converged };
    }
}

/// <summary>The reasons for which loops end.</summary>
public enum StopKind
{
    /// <summary>The iteration limit; its value is that limit.</summary>
    MaxIterations,

    /// <summary>The solution hardly changed; its value is the tolerance. Converged.</summary>
    RelativeChange,

    /// <summary>The time limit; its value is that limit in seconds.</summary>
    TimeLimit,

    /// <summary>The residual fell to the noise level (Morozov 1966); its value is that level. Converged.</summary>
    ResidualAtNoise,

    /// <summary>A schedule of fixed length ran to its end; its value is the number of steps. Converged.</summary>
    ScheduleDone,

    /// <summary>The caller canceled.</summary>
    Canceled,

    /// <summary>The objective was no longer finite.</summary>
    Diverged,

    /// <summary>Computed in closed form. Converged.</summary>
    OneShot,

    /// <summary>A rule defined by the caller, identified by <see cref="StopReason.Name"/>.</summary>
    Custom,
}

/// <summary>State of a loop after an iteration.</summary>
/// <param name="Index">Number of the iteration, from 1.</param>
/// <param name="Elapsed">Time since the loop began.</param>
/// <param name="Objective">See <see cref="StepOutcome"/>.</param>
/// <param name="RelativeChange">See <see cref="StepOutcome"/>.</param>
/// <param name="StepSize">See <see cref="StepOutcome"/>.</param>
/// <param name="Residual">See <see cref="StepOutcome"/>.</param>
public readonly record struct Iteration(int Index, TimeSpan Elapsed, double Objective, double RelativeChange, float StepSize, double Residual);
