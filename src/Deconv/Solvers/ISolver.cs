namespace Deconv.Solvers;

/// <summary>
/// An iterative method, one iteration at a time. Owns its buffers; never loops, logs or reads a clock: <see cref="SolverLoop"/> does that.
/// </summary>
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
/// <param name="StepSize">Accepted multiplier of the descent direction; 1 for methods without one.</param>
/// <param name="Residual">Root mean square of A x − b over the samples with nonzero weight; NaN if the method does not compute it.</param>
public readonly record struct StepOutcome(double Objective, double RelativeChange, float StepSize, double Residual = double.NaN);
