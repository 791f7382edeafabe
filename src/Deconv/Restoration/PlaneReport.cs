using Deconv.Solvers;

namespace Deconv.Restoration;

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
