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
    /// <summary>Current tile of a picture that is restored in tiles, from 0.</summary>
    public int Tile { get; init; }

    /// <summary>Number of tiles; 0 and 1 for a picture that is restored as a whole.</summary>
    public int TileCount { get; init; }

    /// <summary>Fraction of the work done, 0 to 1; decreases only if a restoration is repeated with a stronger prior.</summary>
    public double Fraction => Math.Min(1, (Tile + Math.Min(1, (Plane + ((double)Iteration / MaxIterations)) / PlaneCount)) / Math.Max(1, TileCount));

    /// <summary>Estimated upper limit of the remaining time.</summary>
    public TimeSpan Remaining => Elapsed * ((1 / Math.Max(Fraction, 1e-6)) - 1);
}
