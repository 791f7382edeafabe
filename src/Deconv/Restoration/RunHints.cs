namespace Deconv.Restoration;

/// <summary>What the library tells its own runs; a caller has no use for it.</summary>
internal sealed record RunHints
{
    public static RunHints Default { get; } = new();

    /// <summary>
    /// Whether the check of the answer tries PSFs of other sizes. They take as long as ten steps on a small image; who restores with several PSFs
    /// to choose among them has no use for it.
    /// </summary>
    public bool TrySizes { get; init; } = true;

    /// <summary>
    /// What <see cref="DeconvolutionOptions.LambdaFactor"/> is multiplied by, down to 1, where a <see cref="DeconvolutionOptions.NoiseFloor"/> is
    /// reckoned with and no patch prior follows.
    /// </summary>
    public double HiddenNoiseFactor { get; init; } = 1;

    /// <summary>Factor of the automatic λ of a restoration for which it is decided whether patches follow.</summary>
    public double LambdaFactor(DeconvolutionOptions options, PatchUse patches) =>
        options.NoiseFloor > 0 && patches.Mixture is null
            ? Math.Max(Math.Min(1, options.LambdaFactor), HiddenNoiseFactor * options.LambdaFactor)
            : options.LambdaFactor;
}
