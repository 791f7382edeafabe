using Deconv.Blind.Verdict;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>An estimated kernel, its verdict, and the restored image if the kernel is trusted.</summary>
public sealed class BlindResult : IDisposable
{
    /// <summary>The estimated PSF, trimmed, with its origin at the center of mass.</summary>
    public required Psf Psf { get; init; }

    /// <summary>Whether the PSF can be trusted.</summary>
    public required BlindVerdict Verdict { get; init; }

    /// <summary>The fitted parametric PSF as a specification, such as "motion:14.2,31.0"; null for a free kernel.</summary>
    public required string? Spec { get; init; }

    /// <summary>The part of the image the kernel was estimated on.</summary>
    public required Region Box { get; init; }

    /// <summary>Kernel bound that was used, in pixels.</summary>
    public required int KernelSize { get; init; }

    /// <summary>The restoration; null if only an estimate was requested or the kernel is not trusted.</summary>
    public required DeconvolutionResult? Restored { get; init; }

    /// <summary>True if the run was canceled and this is the best result so far.</summary>
    public required bool Canceled { get; init; }

    /// <summary>Wall-clock time of the estimate, including the check.</summary>
    public required TimeSpan EstimateTime { get; init; }

    /// <summary>Part of <see cref="EstimateTime"/> spent on the check: kernels of crops and likelihoods.</summary>
    public TimeSpan CheckTime { get; init; }

    /// <summary>Returns the storage of the images to the pool.</summary>
    public void Dispose() => Restored?.Dispose();
}
