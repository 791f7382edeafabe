using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>How the iteration of one plane is executed: stopping, threads, observer. It does not affect the problem that is solved.</summary>
internal sealed record PlaneControl
{
    /// <summary>Iteration limit of a method that does not stop by its own rule.</summary>
    private const int MaxIterations = 200;

    /// <summary>Number of steps of a method that follows a schedule.</summary>
    public required int ScheduleSteps { get; init; }

    /// <summary>Number of further steps of such a method around untrusted samples; 0 if every sample is trusted.</summary>
    public required int FillSteps { get; init; }

    /// <summary>Exact number of iterations, or null.</summary>
    public required int? Iterations { get; init; }

    public required double Tolerance { get; init; }

    /// <summary>The caller's stopping rule, or null.</summary>
    public required StoppingRule? Stop { get; init; }

    public required TimeSpan? TimeLimit { get; init; }

    /// <summary>At least 1.</summary>
    public required int Threads { get; init; }

    public required IterationObserver? Observe { get; init; }

    public required CancelBehavior OnCancel { get; init; }

    public required CancellationToken Cancel { get; init; }

    /// <summary>
    /// Runs a solver: exactly the requested iterations, or until the method's own rule stops; always within the time limit and the caller's rule.
    /// </summary>
    public SolveReport Run(ISolver solver, StoppingRule rule, Span<float> latent)
    {
        StoppingRule until = Iterations is { } exact ? StoppingRule.MaxIterations(exact) : rule | StoppingRule.MaxIterations(MaxIterations);
        if (TimeLimit is { } limit)
            until |= StoppingRule.ElapsedOver(limit);
        if (Stop is { } own)
            until |= own;
        return solver.Run(until, latent, Observe, OnCancel, Cancel);
    }
}
