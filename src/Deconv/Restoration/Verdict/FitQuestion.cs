using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>An answer that is to be judged, one plane.</summary>
/// <param name="Observed">The blurred plane.</param>
/// <param name="Restored">The restored plane.</param>
/// <param name="Shape">Of both.</param>
/// <param name="Psf">The blur.</param>
internal sealed record FitQuestion(ReadOnlyMemory<float> Observed, ReadOnlyMemory<float> Restored, Shape Shape, Psf Psf)
{
    /// <summary>Trust per sample, 0 to 1; null for 1.</summary>
    public required float[]? Weights { get; init; }

    /// <summary>Standard deviation the fit had to expect, in the units of the planes.</summary>
    public required double Noise { get; init; }

    /// <summary>Share of samples not trusted because they are clipped, 0 to 1.</summary>
    public required double Clipped { get; init; }

    /// <summary>Whether λ was given: the residual may be its work and not the PSF's.</summary>
    public required bool StrengthGiven { get; init; }

    /// <summary>Whether PSFs of other sizes are tried.</summary>
    public required bool TrySizes { get; init; }
}
