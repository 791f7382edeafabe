namespace Deconv.Restoration;

/// <summary>Settings for runs that the library starts itself; not useful to callers.</summary>
internal sealed record RunHints
{
    public static RunHints Default { get; } = new();

    /// <summary>
    /// Whether the check tries PSFs of other sizes. On a small image this takes as long as ten steps, and it is not needed when choosing among
    /// several PSFs.
    /// </summary>
    public bool TrySizes { get; init; } = true;

    /// <summary>
    /// Factor applied to <see cref="DeconvolutionOptions.LambdaFactor"/>, which it does not reduce below 1, if there is a
    /// <see cref="DeconvolutionOptions.NoiseFloor"/> and no learned prior follows.
    /// </summary>
    public double HiddenNoiseFactor { get; init; } = 1;

    /// <summary>Factor of the automatic λ, given the decision about the learned prior.</summary>
    public double LambdaFactor(DeconvolutionOptions options, LearnedUse use) =>
        options.NoiseFloor > 0 && use.Network is null
            ? Math.Max(Math.Min(1, options.LambdaFactor), HiddenNoiseFactor * options.LambdaFactor)
            : options.LambdaFactor;
}
