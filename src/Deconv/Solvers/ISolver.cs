namespace Deconv.Solvers;

/// <summary>One iteration of an iterative method. Owns its buffers; never loops, logs or reads a clock: <see cref="SolverLoop"/> does.</summary>
public interface ISolver
{
    /// <summary>Shape of the solution.</summary>
    Shape Domain { get; }

    /// <summary>The current iterate; valid until the next <see cref="Step"/>.</summary>
    ReadOnlySpan<float> Solution { get; }

    /// <summary>One iteration. Allocates nothing once warm.</summary>
    StepOutcome Step();
}

/// <summary>What one iteration did.</summary>
/// <param name="Objective">Objective at the new solution.</param>
/// <param name="RelativeChange">‖xₙ₊₁ − xₙ‖ / ‖xₙ₊₁‖.</param>
/// <param name="StepSize">Multiplier of the descent direction that was accepted; 1 where a method has none.</param>
/// <param name="Residual">Root mean square of A x − b over the samples that count; NaN where a method does not know it.</param>
public readonly record struct StepOutcome(double Objective, double RelativeChange, float StepSize, double Residual = double.NaN);
