using Deconv.Solvers;

namespace Deconv.Restoration;

/// <summary>Report of the restoration of one plane.</summary>
/// <param name="Noise">Standard deviation of the noise that was used, in units of the samples.</param>
/// <param name="Lambda">λ that was used, for samples scaled to a white of 1.</param>
/// <param name="Report">Reason, history and time.</param>
public sealed record PlaneReport(double Noise, double Lambda, SolveReport Report)
{
    /// <summary>Expected standard deviation of the residual, including rounding, in the working units of the plane.</summary>
    internal double Expected { get; init; }

    /// <summary>The automatic values of the plane; null if it was not restored.</summary>
    internal PlaneValues? Values { get; init; }
}
