using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>
/// How a run is executed: when it ends and which resources it may use. The problem itself is described by <see cref="DeconvolutionOptions"/>.
/// </summary>
public sealed record RunControl
{
    /// <summary>Exact number of iterations, at least 1. Null: the method's stopping rule decides.</summary>
    public int? Iterations { get; init; }

    /// <summary>Relative change at which an iterative method counts as converged, above 0. Default 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>
    /// An additional stopping rule, checked after every iteration of every plane. It applies besides the method's own rule or
    /// <see cref="Iterations"/>, which then is an upper limit. Null: none.
    /// </summary>
    public StoppingRule? Stop { get; init; }

    /// <summary>
    /// Stops after this time and returns the current result; of a picture in tiles, every tile gets its part of the time. Null: no limit.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// What a canceled run does. Default: throw. A picture that is restored in tiles is complete or worth nothing, so such a run always throws.
    /// </summary>
    public CancelBehavior OnCancel { get; init; } = CancelBehavior.Throw;

    /// <summary>Threads to use; 0 (the default) means all processors. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Threads with 0 resolved.</summary>
    internal int ThreadCount => Threads == 0 ? Environment.ProcessorCount : Threads;

    internal void Validate()
    {
        if (!(Tolerance > 0 && double.IsFinite(Tolerance)))
            throw new ArgumentException($"Tolerance must be above 0, not {Tolerance}.");
        if (Iterations < 1)
            throw new ArgumentException($"Iterations must be at least 1, not {Iterations}.");
        if (Threads < 0)
            throw new ArgumentException($"Threads must be 0 (all) or above, not {Threads}.");
    }
}
