using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>
/// How a run is carried out: when it ends and what it may use. What is restored, and to what, is in <see cref="DeconvolutionOptions"/>.
/// </summary>
public sealed record RunControl
{
    /// <summary>Exactly this many iterations, at least 1. Null: by the method's stopping rule.</summary>
    public int? Iterations { get; init; }

    /// <summary>Relative change at which an iterative method counts as converged, above 0. Default 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>
    /// A reason of your own to stop, asked after every iteration of every plane. Null: none. It comes on top of the method's own rule, or of
    /// <see cref="Iterations"/>, which then is the most there can be.
    /// </summary>
    public StoppingRule? Stop { get; init; }

    /// <summary>Stop after this time and hand over what is there. Null: no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>What a canceled run does. Default: throw.</summary>
    public CancelBehavior OnCancel { get; init; } = CancelBehavior.Throw;

    /// <summary>Threads to use; 0 (the default) means all processors. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Threads with 0 resolved.</summary>
    internal int ThreadCount => Threads == 0 ? Environment.ProcessorCount : Threads;

    internal void Validate()
    {
        if (!(Tolerance > 0 && double.IsFinite(Tolerance)))
            throw new ArgumentException($"Tolerance is above 0, not {Tolerance}.");
        if (Iterations < 1)
            throw new ArgumentException($"Iterations is at least 1, not {Iterations}.");
        if (Threads < 0)
            throw new ArgumentException($"Threads is 0 (all) or above, not {Threads}.");
    }
}
