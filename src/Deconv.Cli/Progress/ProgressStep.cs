using Deconv.Blind;
using Deconv.Restoration;

namespace Deconv.Cli.Progress;

/// <summary>How far a run is.</summary>
/// <param name="Phase">A stable name, for programs.</param>
/// <param name="Text">What is done, for people: the phase and its counters.</param>
/// <param name="Fraction">Fraction of the work done, 0 to 1.</param>
/// <param name="SecondsLeft">Null where an estimate would mean nothing yet.</param>
internal sealed record ProgressStep(string Phase, string Text, double Fraction, double? SecondsLeft)
{
    /// <summary>Details of a restoration; null in other phases.</summary>
    public DeconvolutionProgress? Restore { get; init; }

    /// <summary>Details of a search for the PSF; null elsewhere.</summary>
    public BlindProgress? Search { get; init; }
}
