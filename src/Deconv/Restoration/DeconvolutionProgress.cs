namespace Deconv.Restoration;

/// <summary>Progress of a run. Every report is self-contained, so reports may arrive late or out of order.</summary>
/// <param name="Plane">Current plane, from 0.</param>
/// <param name="PlaneCount">Number of planes.</param>
/// <param name="Iteration">Iteration of this plane, from 1.</param>
/// <param name="MaxIterations">Upper limit of the iterations of this plane.</param>
/// <param name="Objective">Objective of the iteration.</param>
/// <param name="RelativeChange">Relative change of the iteration.</param>
/// <param name="Elapsed">Time since the run began.</param>
public readonly record struct DeconvolutionProgress(
    int Plane,
    int PlaneCount,
    int Iteration,
    int MaxIterations,
    double Objective,
    double RelativeChange,
    TimeSpan Elapsed
)
{
    /// <summary>Fraction of the work done, 0 to 1; never decreases.</summary>
    public double Fraction => Math.Min(1, (Plane + ((double)Iteration / MaxIterations)) / PlaneCount);

    /// <summary>Estimated upper limit of the remaining time.</summary>
    public TimeSpan Remaining => Elapsed * ((1 / Math.Max(Fraction, 1e-6)) - 1);
}
