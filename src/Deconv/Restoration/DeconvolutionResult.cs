using Deconv.Psfs;
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

    /// <summary>All of it but the images.</summary>
    public DeconvolutionReport Report =>
        new()
        {
            StopReason = StopReason,
            Planes = Planes,
            Parameters = Parameters,
            Check = Check,
            Elapsed = Elapsed,
        };

    /// <summary>
    /// The check of another version of the restored image, such as the samples of a file, which are clipped and rounded. It is <see cref="Check"/>,
    /// unless that fits and the other version does not explain the observed image; then it is <see cref="FitVerdict.LostInFile"/>.
    /// </summary>
    /// <param name="psf">The blur.</param>
    /// <param name="loss">Restored minus other version, in units of the samples, with the planes of <see cref="Image"/>. A part of it will
    /// do.</param>
    /// <param name="residual">The same part of <see cref="Residual"/>.</param>
    /// <param name="cause">What made the difference.</param>
    /// <exception cref="ArgumentException">Shapes or numbers of planes that differ.</exception>
    public FitCheck CheckWithout(Psf psf, PlanarImage loss, PlanarImage residual, FitCause cause)
    {
        ArgumentNullException.ThrowIfNull(psf);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(residual);
        if (loss.Shape != residual.Shape || loss.Count != Image.Count)
            throw new ArgumentException(
                $"The loss must have {Image.Count} planes of {residual.Shape} samples, as the residual, not {loss.Count} of {loss.Shape}.",
                nameof(loss)
            );
        return LossCheck.Judge(this, psf, loss, residual[0], cause);
    }

    /// <summary>Returns the storage of the images to the pool.</summary>
    public void Dispose()
    {
        Image.Dispose();
        Residual.Dispose();
    }
}
