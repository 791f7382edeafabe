using Deconv.Estimation;
using Deconv.Objectives;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Restoration;

/// <summary>
/// One plane to restore, every parameter resolved, in units where the bright parts are about 1. Limits of time and iterations are in
/// <see cref="PlaneControl"/>.
/// </summary>
internal sealed record PlaneProblem
{
    public required Shape Shape { get; init; }

    /// <summary>Where the plane lies in the picture: all of it, or the place of a tile.</summary>
    public required Region Place { get; init; }

    /// <summary>Rows and columns of a tile that lie between two sides of the picture.</summary>
    public Unseen Unseen { get; init; }

    /// <summary>The observed samples.</summary>
    public required ReadOnlyMemory<float> Observed { get; init; }

    /// <summary>Weight per sample, 0 to 1; empty for 1.</summary>
    public required ReadOnlyMemory<float> Weights { get; init; }

    /// <summary>
    /// The same for methods that support lower bounds: negative where a sample is clipped, so that it says only "at least this bright".
    /// </summary>
    public required ReadOnlyMemory<float> Bounds { get; init; }

    public required Psf Psf { get; init; }

    /// <summary>The blur where it differs across the frame, or null.</summary>
    public PsfField? Field { get; init; }

    public required Boundary Boundary { get; init; }

    public required Prior Prior { get; init; }

    public required double Lambda { get; init; }

    /// <summary>Standard deviation of the noise.</summary>
    public required double Noise { get; init; }

    /// <summary>Noise that the data term assumes: the measured noise plus a floor for what cannot be measured.</summary>
    public required double EffectiveNoise { get; init; }

    /// <summary>Samples of weight 0 that may turn out to be no outliers.</summary>
    public required IReadOnlyList<Suspect> Suspects { get; init; }

    public required double NoiseToSignal { get; init; }

    /// <summary>f₀² of the spectral weight.</summary>
    public required double ModelError { get; init; }

    public required bool NonNegative { get; init; }

    /// <summary>Learned prior of the steps after the schedule, or null.</summary>
    public LearnedPrior? Learned { get; init; }

    /// <summary>The noise that the learned prior balances.</summary>
    public double LearnedNoise { get; init; }

    /// <summary>Whether the learned prior sees the image through a <see cref="LightCurve"/>.</summary>
    public bool LearnedSeesCurve { get; init; }

    /// <summary>The data term of methods that minimize one.</summary>
    public IDifferentiable Misfit(Blur blur) =>
        Bounds.Span.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon)
            ? new RobustMisfit(blur, Observed, Bounds, new(EffectiveNoise))
            : new LeastSquares(blur, Observed, Weights);

    public Blur Blur(int threads) => Field is null ? new(Psf, Shape, Boundary, threads: threads) : new(Field, Shape, Boundary, threads);
}
