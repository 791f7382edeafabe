namespace Deconv.Restoration.Verdict;

/// <summary>What is known about a restoration that is judged.</summary>
internal sealed record FitTerms
{
    /// <summary>Expected standard deviation of the residual, in the units of the planes.</summary>
    public required double Noise { get; init; }

    /// <summary>
    /// The part of <see cref="Noise"/> that was measured. The rest is an allowance for what may be hidden, below which a residual proves nothing.
    /// </summary>
    public required double Measured { get; init; }

    /// <summary>Fraction of samples not trusted because they are clipped, 0 to 1.</summary>
    public required double Clipped { get; init; }

    /// <summary>Whether some samples are not trusted, so that sizes are compared on tiles of those that are.</summary>
    public required bool Masked { get; init; }

    /// <summary>Whether λ was given: then it may be the cause of the residual instead of the PSF.</summary>
    public required bool StrengthGiven { get; init; }

    /// <summary>
    /// Whether the user decided about the smoothing, by λ, the noise or its ratio to the signal: then that may be the cause of artifacts.
    /// </summary>
    public required bool SmoothingGiven { get; init; }

    /// <summary>Whether PSFs of other sizes are tried.</summary>
    public required bool TrySizes { get; init; }

    /// <summary>Whether the residual is smaller than noise leaves it.</summary>
    /// <param name="chiSquare">Mean squared residual over the variance of the noise.</param>
    /// <param name="least">The same that noise leaves at least, over the measured part.</param>
    public bool OverFits(double chiSquare, double least) => chiSquare * Noise * Noise < least * Measured * Measured;

    /// <summary>The terms of a run.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="hints">Settings of the library's own runs.</param>
    /// <param name="first">Report of the first plane.</param>
    /// <param name="clipped">Fraction of clipped samples.</param>
    /// <param name="masked">Whether some samples are not trusted.</param>
    public static FitTerms Of(DeconvolutionOptions options, RunHints hints, PlaneReport first, double clipped, bool masked) =>
        new()
        {
            Noise = first.Expected,
            Measured = first.Values!.Noise,
            Clipped = clipped,
            Masked = masked,
            StrengthGiven = options.Lambda is not null,
            SmoothingGiven = (options.Lambda ?? options.Noise ?? options.NoiseToSignal) is not null,
            TrySizes = hints.TrySizes,
        };
}
