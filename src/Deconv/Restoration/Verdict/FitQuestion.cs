using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>A restored plane, or a tile of it, and what it is compared with.</summary>
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

    /// <summary>Whether artifacts are looked for; not where they are removed afterwards.</summary>
    public required bool FindArtifacts { get; init; }
}
