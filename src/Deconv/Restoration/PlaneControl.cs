using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>How one plane's loop is run: until when, with what, who watches. It does not change what is solved.</summary>
internal sealed record PlaneControl
{
    /// <summary>Iterations after which a method that has not stopped by itself is stopped.</summary>
    private const int MostIterations = 200;

    /// <summary>Steps of a method that follows a schedule.</summary>
    public required int ScheduleSteps { get; init; }

    /// <summary>Exact number of iterations asked for, or null.</summary>
    public required int? Iterations { get; init; }

    public required double Tolerance { get; init; }

    /// <summary>The caller's own reason to stop, or null.</summary>
    public required StoppingRule? Stop { get; init; }

    public required TimeSpan? TimeLimit { get; init; }

    /// <summary>At least 1.</summary>
    public required int Threads { get; init; }

    public required IterationObserver? Observe { get; init; }

    public required CancelBehavior OnCancel { get; init; }

    public required CancellationToken Cancel { get; init; }

    /// <summary>
    /// Runs a solver: exactly the iterations asked for, or until the method's own rule; always within the time limit and the caller's rule.
    /// </summary>
    public SolveReport Run(ISolver solver, StoppingRule rule, Span<float> latent)
    {
        StoppingRule until = Iterations is { } exact ? StoppingRule.MaxIterations(exact) : rule | StoppingRule.MaxIterations(MostIterations);
        if (TimeLimit is { } limit)
            until |= StoppingRule.ElapsedOver(limit);
        if (Stop is { } own)
            until |= own;
        return solver.Run(until, latent, Observe, OnCancel, Cancel);
    }
}
