using System.Diagnostics;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Solvers;

/// <summary>Called after every iteration, for progress bars, traces and snapshots.</summary>
/// <param name="iteration">State of the loop.</param>
/// <param name="solution">The iterate; valid during the call.</param>
public delegate void IterationObserver(in Iteration iteration, ReadOnlySpan<float> solution);

/// <summary>What to do when the caller cancels.</summary>
public enum CancelBehavior
{
    /// <summary>Throw <see cref="OperationCanceledException"/>.</summary>
    Throw,

    /// <summary>Return the iterate with the lowest objective so far.</summary>
    ReturnBest,
}

/// <summary>Report of a solver loop.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="History">Every iteration in order.</param>
/// <param name="Elapsed">Time it took.</param>
public sealed record SolveReport(StopReason Reason, IReadOnlyList<Iteration> History, TimeSpan Elapsed)
{
    /// <summary>Number of iterations.</summary>
    public int Iterations => History.Count;
}

/// <summary>Runs solvers; the only solver loop of the library.</summary>
public static class SolverLoop
{
    /// <summary>Steps until a rule says stop, the objective is not finite, or the caller cancels (checked before every step).</summary>
    /// <param name="solver">The solver; it keeps its buffers.</param>
    /// <param name="until">When to stop.</param>
    /// <param name="solution">The answer, <c>solver.Domain.Count</c> floats, overwritten: the last iterate; the best one when canceled with
    /// ReturnBest; the start when diverged.</param>
    /// <param name="observe">Called after every iteration.</param>
    /// <param name="onCancel">Whether cancellation throws or returns the best iterate.</param>
    /// <param name="cancel">Stops the loop within one iteration.</param>
    /// <exception cref="OperationCanceledException">Canceled, with <see cref="CancelBehavior.Throw"/>.</exception>
    public static SolveReport Run(
        this ISolver solver,
        StoppingRule until,
        Span<float> solution,
        IterationObserver? observe = null,
        CancelBehavior onCancel = CancelBehavior.Throw,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(until);
        if (solution.Length != solver.Domain.Count)
            throw new ArgumentException($"The solution has {solver.Domain.Count} samples, the span {solution.Length}.", nameof(solution));
        long start = Stopwatch.GetTimestamp();
        var history = new List<Iteration>(256);
        double best = double.PositiveInfinity;
        bool keepBest = cancel.CanBeCanceled && onCancel == CancelBehavior.ReturnBest;
        solver.Solution.CopyTo(solution);
        while (true)
        {
            if (cancel.IsCancellationRequested)
            {
                if (onCancel == CancelBehavior.Throw)
                    cancel.ThrowIfCancellationRequested();
                return new(StopReason.Canceled, history, Stopwatch.GetElapsedTime(start));
            }

            StepOutcome outcome = solver.Step();
            var iteration = new Iteration(
                history.Count + 1,
                Stopwatch.GetElapsedTime(start),
                outcome.Objective,
                outcome.RelativeChange,
                outcome.StepSize,
                outcome.Residual
            );
            history.Add(iteration);
            observe?.Invoke(iteration, solver.Solution);

            // A diverged iterate is not a valid solution: return the last one that was kept.
            if (!double.IsFinite(outcome.Objective))
                return new(StopReason.Diverged, history, iteration.Elapsed);
            StopReason? reason = until.Check(iteration);
            if (reason is not null || (keepBest && outcome.Objective <= best))
                solver.Solution.CopyTo(solution);
            best = Math.Min(best, outcome.Objective);
            if (reason is not null)
                return new(reason, history, iteration.Elapsed);
        }
    }
}
