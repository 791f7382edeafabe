using Deconv.Restoration.Verdict;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>A restored picture and how it came about.</summary>
public sealed class DeconvolutionResult : IDisposable
{
    /// <summary>The restored picture, of the shape, planes and units of the blurred one.</summary>
    public required PlanarImage Image { get; init; }

    /// <summary>Why the first plane's loop ended (luminance, of a color picture in opponent mode).</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Every plane's loop in the order they were restored.</summary>
    public required IReadOnlyList<PlaneReport> Planes { get; init; }

    /// <summary>Every parameter that was worked out or given.</summary>
    public required ResolvedParameters Parameters { get; init; }

    /// <summary>Whether the answer explains the picture.</summary>
    public required FitCheck Check { get; init; }

    /// <summary>What the answer leaves unexplained, in units of the noise, one plane; zero at the frame, where it cannot be known.</summary>
    public required PlanarImage Residual { get; init; }

    /// <summary>Wall-clock time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Hands the storage of the pictures back.</summary>
    public void Dispose()
    {
        Image.Dispose();
        Residual.Dispose();
    }
}

/// <summary>One plane's loop.</summary>
/// <param name="Noise">Standard deviation of the noise that was used, in units of the samples.</param>
/// <param name="Lambda">λ that was used, for samples scaled to a white of 1.</param>
/// <param name="Report">Reason, history and time.</param>
public sealed record PlaneReport(double Noise, double Lambda, SolveReport Report)
{
    /// <summary>Standard deviation that the fit had to expect, rounding included, in the units the plane was worked on.</summary>
    internal double Expected { get; init; }

    /// <summary>What the plane was restored with; null when it was not.</summary>
    internal PlaneValues? Values { get; init; }
}

/// <summary>The values behind "auto".</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Prior">Name of the prior.</param>
/// <param name="Boundary">Name of the boundary.</param>
/// <param name="Channels">How planes were treated.</param>
/// <param name="White">Level that was scaled to 1 before restoring.</param>
/// <param name="SaturatedShare">Share of samples that were not trusted because of clipping, 0 to 1.</param>
/// <param name="Impulses">Samples that were not trusted because they stand out of their surroundings.</param>
public sealed record ResolvedParameters(
    string Method,
    string Prior,
    string Boundary,
    string Channels,
    double White,
    double SaturatedShare,
    int Impulses
)
{
    /// <summary>The numbers behind "auto": give them to <see cref="DeconvolutionOptions.Automatic"/> to do the same again.</summary>
    public required AutomaticValues Automatic { get; init; }

    /// <summary>The range that was stretched, or null.</summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>Effort that was run.</summary>
    public Effort Effort { get; init; }

    /// <summary>Why that is less than was asked for: where the patch prior would not help, best is balanced. Null when it is not less.</summary>
    public string? EffortNote { get; init; }
}

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
    /// <summary>From 0: pictures with impulses may be gone through a second time, without those that only the first answer gave away.</summary>
    public int Pass { get; init; }

    /// <summary>Passes there may be.</summary>
    public int PassCount { get; init; } = 1;

    /// <summary>Share of the work done at most, 0 to 1; never falls.</summary>
    public double Fraction => (Pass + Math.Min(1, (Plane + ((double)Iteration / MaxIterations)) / PlaneCount)) / PassCount;

    /// <summary>Time that is left at most, as far as the share of the work tells.</summary>
    public TimeSpan Remaining => Elapsed * ((1 / Math.Max(Fraction, 1e-6)) - 1);
}
