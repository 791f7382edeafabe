namespace Deconv.Restoration;

/// <summary>Where a run is. Complete in itself: reports may arrive late or out of order.</summary>
/// <param name="Plane">Plane in work, from 0.</param>
/// <param name="PlaneCount">Planes in all.</param>
/// <param name="Iteration">Iteration of this plane, from 1.</param>
/// <param name="MaxIterations">Iterations after which this plane ends at the latest.</param>
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
    /// <summary>From 0: images with impulses may be gone through a second time, without those that only the first answer gave away.</summary>
    public int Pass { get; init; }

    /// <summary>Passes there may be.</summary>
    public int PassCount { get; init; } = 1;

    /// <summary>Share of the work done at most, 0 to 1; never falls.</summary>
    public double Fraction => (Pass + Math.Min(1, (Plane + ((double)Iteration / MaxIterations)) / PlaneCount)) / PassCount;

    /// <summary>Time that is left at most, as far as the share of the work tells.</summary>
    public TimeSpan Remaining => Elapsed * ((1 / Math.Max(Fraction, 1e-6)) - 1);
}
