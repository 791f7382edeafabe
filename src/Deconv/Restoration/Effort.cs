namespace Deconv.Restoration;

/// <summary>Computing effort for an image.</summary>
public enum Effort
{
    /// <summary>20 steps: within 0.05 dB of full quality.</summary>
    Balanced,

    /// <summary>10 steps: half the time, 0.1 to 0.3 dB worse.</summary>
    Fast,

    /// <summary>
    /// Balanced, then 8 steps with a learned prior on the luminance: 0.4 dB better on photographs with 1 % noise, for about five times the time.
    /// Where that prior cannot run the same as balanced, and <see cref="ResolvedParameters.LearnedObstacle"/> gives the reason.
    /// </summary>
    Best,

    /// <summary>
    /// Best for an image of at most 1.5 megapixels whose compression hides noise (<see cref="DeconvolutionOptions.NoiseFloor"/>
    /// above 0); otherwise balanced.
    /// </summary>
    Auto,
}
