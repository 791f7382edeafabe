using Deconv.Blind.Verdict;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>An estimated kernel, its verdict, and the restored image if a kernel was found.</summary>
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

    /// <summary>
    /// The distinct kernels that the search found, the most likely first: what to choose from where the verdict is in doubt. One or none for a
    /// parametric family and for a run that was canceled.
    /// </summary>
    public IReadOnlyList<BlindCandidate> Candidates { get; init; } = [];

    /// <summary>The kernels of disjoint parts, compared to see whether the blur is the same everywhere; empty if they were not compared.</summary>
    public IReadOnlyList<BlindPart> Parts { get; init; } = [];

    /// <summary>A part of the image with many edges, at most 320 pixels a side, on which the candidates are easily compared.</summary>
    public Region Window { get; init; }

    /// <summary>The restoration; null if only an estimate was requested or no kernel was found.</summary>
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
