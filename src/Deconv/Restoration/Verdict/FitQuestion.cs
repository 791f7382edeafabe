using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>A restored plane to be judged.</summary>
/// <param name="Observed">The blurred plane.</param>
/// <param name="Restored">The restored plane.</param>
/// <param name="Shape">Shape of both planes.</param>
/// <param name="Psf">The blur.</param>
internal sealed record FitQuestion(ReadOnlyMemory<float> Observed, ReadOnlyMemory<float> Restored, Shape Shape, Psf Psf)
{
    /// <summary>The blur where it differs across the frame, or null.</summary>
    public PsfField? Field { get; init; }

    /// <summary>Weight per sample, 0 to 1, negative where the sample is clipped; null for 1.</summary>
    public required float[]? Weights { get; init; }

    /// <summary>Expected standard deviation of the residual, in the units of the planes.</summary>
    public required double Noise { get; init; }

    /// <summary>
    /// The part of <see cref="Noise"/> that was measured. The rest is an allowance for what may be hidden, below which a residual proves nothing.
    /// </summary>
    public required double Measured { get; init; }

    /// <summary>Fraction of samples not trusted because they are clipped, 0 to 1.</summary>
    public required double Clipped { get; init; }

    /// <summary>Whether λ was given: then it may be the cause of the residual instead of the PSF.</summary>
    public required bool StrengthGiven { get; init; }

    /// <summary>
    /// Whether the user decided about the smoothing, by λ, the noise or its ratio to the signal: then that may be the cause of artifacts.
    /// </summary>
    public bool SmoothingGiven { get; init; }

    /// <summary>Whether artifacts are looked for; not where they are removed afterwards.</summary>
    public bool FindArtifacts { get; init; } = true;

    /// <summary>Whether PSFs of other sizes are tried.</summary>
    public required bool TrySizes { get; init; }
}
