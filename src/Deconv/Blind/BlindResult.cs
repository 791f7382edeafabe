using Deconv.Blind.Verdict;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>A kernel, what is thought of it, and the restored picture if it is thought well of.</summary>
public sealed class BlindResult : IDisposable
{
    /// <summary>The estimated PSF, trimmed, centered on its mass.</summary>
    public required Psf Psf { get; init; }

    /// <summary>Whether to believe it.</summary>
    public required BlindVerdict Verdict { get; init; }

    /// <summary>The parameters of the family that was fitted, such as "motion:14.2,31.0"; null for a free kernel.</summary>
    public required string? Spec { get; init; }

    /// <summary>Where the kernel was estimated.</summary>
    public required Region Box { get; init; }

    /// <summary>Bound that was used in the end.</summary>
    public required int KernelSize { get; init; }

    /// <summary>The restoration; null when only an estimate was asked for or the verdict is against it.</summary>
    public required DeconvolutionResult? Restored { get; init; }

    /// <summary>The run was canceled and this is the best it had.</summary>
    public required bool Canceled { get; init; }

    /// <summary>Wall-clock time of the estimate, the check included.</summary>
    public required TimeSpan EstimateTime { get; init; }

    /// <summary>What of <see cref="EstimateTime"/> the check took: kernels of crops, likelihoods.</summary>
    public TimeSpan CheckTime { get; init; }

    /// <summary>Hands the storage of the pictures back.</summary>
    public void Dispose() => Restored?.Dispose();
}
