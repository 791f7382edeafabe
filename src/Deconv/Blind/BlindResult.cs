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

/// <summary>Whether an estimate is to be believed, and why.</summary>
/// <param name="Trusted">False: do not hand the picture over in silence.</param>
/// <param name="Code">Stable code: trusted, not-blurred, nonuniform, disagreement, cut-off, worse, not-checked.</param>
/// <param name="Reason">One plain sentence.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Agreement">Mean similarity of the kernels of disjoint crops to the answer, 0 to 1; NaN when not checked.</param>
/// <param name="PeakShare">Largest tap, 0 to 1: 1 is no blur.</param>
/// <param name="BorderMass">Mass on the border of the bound, 0 to 1.</param>
/// <param name="Gain">Gain in log-likelihood of the picture's spectrum over "no blur", per frequency.</param>
/// <param name="Nonuniform">Halves of the picture lose by exchanging their kernels: the blur changes across it.</param>
public sealed record BlindVerdict(
    bool Trusted,
    string Code,
    string Reason,
    double Confidence,
    double Agreement,
    double PeakShare,
    double BorderMass,
    double Gain,
    bool Nonuniform
);
