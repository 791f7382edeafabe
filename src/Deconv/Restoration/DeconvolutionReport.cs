using Deconv.Restoration.Verdict;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>What a restoration says about its run, without the images.</summary>
public sealed record DeconvolutionReport
{
    /// <summary>Why the iteration of the first plane ended (luminance for a color image in opponent mode).</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Report of every plane, in the order they were restored. Of a picture in tiles, the sums over the tiles.</summary>
    public required IReadOnlyList<PlaneReport> Planes { get; init; }

    /// <summary>Every parameter, determined or given.</summary>
    public required ResolvedParameters Parameters { get; init; }

    /// <summary>Whether the restored image explains the observed one.</summary>
    public required FitCheck Check { get; init; }

    /// <summary>Wall-clock time.</summary>
    public required TimeSpan Elapsed { get; init; }
}
