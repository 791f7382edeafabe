using Deconv.Restoration.Verdict;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>A restored image and how it came about.</summary>
public sealed class DeconvolutionResult : IDisposable
{
    /// <summary>The restored image, of the shape, planes and units of the blurred one.</summary>
    public required PlanarImage Image { get; init; }

    /// <summary>Why the first plane's loop ended (luminance, of a color image in opponent mode).</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Every plane's loop in the order they were restored.</summary>
    public required IReadOnlyList<PlaneReport> Planes { get; init; }

    /// <summary>Every parameter that was worked out or given.</summary>
    public required ResolvedParameters Parameters { get; init; }

    /// <summary>Whether the answer explains the image.</summary>
    public required FitCheck Check { get; init; }

    /// <summary>What the answer leaves unexplained, in units of the noise, one plane; zero at the frame, where it cannot be known.</summary>
    public required PlanarImage Residual { get; init; }

    /// <summary>Wall-clock time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Hands the storage of the images back.</summary>
    public void Dispose()
    {
        Image.Dispose();
        Residual.Dispose();
    }
}
