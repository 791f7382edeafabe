using Deconv.Restoration.Verdict;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>A restored image and a report of the run.</summary>
public sealed class DeconvolutionResult : IDisposable
{
    /// <summary>The restored image, of the shape, planes and units of the blurred one.</summary>
    public required PlanarImage Image { get; init; }

    /// <summary>Why the iteration of the first plane ended (luminance for a color image in opponent mode).</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Report of every plane, in the order they were restored.</summary>
    public required IReadOnlyList<PlaneReport> Planes { get; init; }

    /// <summary>Every parameter, determined or given.</summary>
    public required ResolvedParameters Parameters { get; init; }

    /// <summary>Whether the restored image explains the observed one.</summary>
    public required FitCheck Check { get; init; }

    /// <summary>The residual in units of the noise, one plane; zero at the border, where it cannot be computed.</summary>
    public required PlanarImage Residual { get; init; }

    /// <summary>Wall-clock time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Returns the storage of the images to the pool.</summary>
    public void Dispose()
    {
        Image.Dispose();
        Residual.Dispose();
    }
}
