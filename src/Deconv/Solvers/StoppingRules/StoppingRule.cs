namespace Deconv.Solvers.StoppingRules;

/// <summary>
/// When to stop, and why. Stateless values: shareable, comparable, printable; <c>a | b</c> stops at either, <c>a &amp; b</c> at both.
/// </summary>
public abstract record StoppingRule
{
    /// <summary>The reason to stop after this iteration, or null to continue.</summary>
    public abstract StopReason? Check(in Iteration iteration);

    /// <summary>Stops when either does, with its reason.</summary>
    public static StoppingRule operator |(StoppingRule a, StoppingRule b) => new Either(a, b);

    /// <summary>Stops when both do: <c>MaxIterations(5) &amp; RelativeChangeBelow(1e-4)</c> runs at least five iterations.</summary>
    public static StoppingRule operator &(StoppingRule a, StoppingRule b) => new Both(a, b);

    /// <summary>The alternative to the operator | for languages without it.</summary>
    public static StoppingRule BitwiseOr(StoppingRule left, StoppingRule right) => left | right;

    /// <summary>The alternative to the operator &amp; for languages without it.</summary>
    public static StoppingRule BitwiseAnd(StoppingRule left, StoppingRule right) => left & right;

    /// <summary>After a number of iterations, at least 1. Stopped, not converged.</summary>
    public static StoppingRule MaxIterations(int count) =>
        count >= 1 ? new IterationLimit(count) : throw new ArgumentOutOfRangeException(nameof(count), count, "At least 1 iteration.");

    /// <summary>When ‖xₙ₊₁ − xₙ‖ / ‖xₙ₊₁‖ falls below a tolerance. Converged.</summary>
    public static StoppingRule RelativeChangeBelow(double tolerance) =>
        tolerance >= 0
            ? new SmallChange(tolerance)
            : throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance is 0 or above.");

    /// <summary>After a time. Stopped, not converged.</summary>
    public static StoppingRule ElapsedOver(TimeSpan limit) => new TimeLimit(limit);

    /// <summary>
    /// Discrepancy principle (Morozov 1966): once the residual has fallen to the noise level, further iterations would fit the noise. For methods
    /// without a prior, such as Richardson-Lucy. Converged.
    /// </summary>
    public static StoppingRule ResidualBelow(double noise) => new ResidualAtNoise(noise);

    /// <summary>
    /// When the objective has fallen to a value: the discrepancy principle for a bare least-squares term, where ½Nσ² is the noise. Converged.
    /// </summary>
    public static StoppingRule ObjectiveBelow(double value) => new LowObjective(value);

    /// <summary>When a method has run a schedule of fixed length to its end. Converged.</summary>
    public static StoppingRule ScheduleOf(int steps) =>
        steps >= 1 ? new ScheduleEnd(steps) : throw new ArgumentOutOfRangeException(nameof(steps), steps, "At least 1 step.");

    private sealed record Either(StoppingRule A, StoppingRule B) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) => A.Check(iteration) ?? B.Check(iteration);
    }

    private sealed record Both(StoppingRule A, StoppingRule B) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) =>
            A.Check(iteration) is { } a && B.Check(iteration) is { } b ? (b.Converged ? b : a) : null;
    }

    private sealed record IterationLimit(int Count) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) => iteration.Index >= Count ? new(StopKind.MaxIterations, Count) : null;
    }

    private sealed record SmallChange(double Tolerance) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) =>
            iteration.RelativeChange < Tolerance ? new(StopKind.RelativeChange, Tolerance) : null;
    }

    private sealed record TimeLimit(TimeSpan Limit) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) => iteration.Elapsed >= Limit ? new(StopKind.TimeLimit, Limit.TotalSeconds) : null;
    }

    private sealed record LowObjective(double Value) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) => iteration.Objective <= Value ? new(StopKind.ResidualAtNoise, Value) : null;
    }

    private sealed record ScheduleEnd(int Steps) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) => iteration.Index >= Steps ? new(StopKind.ScheduleDone, Steps) : null;
    }

    private sealed record ResidualAtNoise(double Noise) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) => iteration.Residual <= Noise ? new(StopKind.ResidualAtNoise, Noise) : null;
    }
}
